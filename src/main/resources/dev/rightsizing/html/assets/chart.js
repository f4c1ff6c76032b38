// SPDX-License-Identifier: Apache-2.0
// Makes the pictures of usage interactive: values under the pointer, zoom by dragging, double click for all.
(() => {
  'use strict';
  const HOUR = 3600;
  const DASH = {
    limit: [8, 3, 2, 3], 'new-request': [7, 4], 'new-limit': [2, 3], 'other-request': [10, 4], 'other-limit': [3, 4],
  };
  const DECIMAL = [-2, -1, 0, 1, 2, 3, 4, 5, 6].flatMap((e) => [1, 2, 2.5, 5].map((f) => f * 10 ** e));
  const BINARY = Array.from({ length: 34 }, (_, i) => 2 ** (i - 4));
  const live = new Map();

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue('--chart-' + name).trim();
  const lineColour = (key) => colour(key.startsWith('new') ? 'new' : key.startsWith('other') ? 'other' : key);

  /** Millicores or mebibytes as people read them. */
  const text = (value, unit) => {
    if (value == null) return '–';
    const [large, small, big] = unit === 'cpu' ? [1000, 'm', ''] : [1024, 'Mi', 'Gi'];
    return value >= large ? +(value / large).toFixed(2) + big : +value.toPrecision(3) + (value === 0 ? '' : small);
  };

  const series = (label, stroke, width, unit, dash) => ({
    label, stroke, width, dash, value: (u, v) => text(v, unit), points: { show: false },
  });

  const options = (data, width) => {
    const axis = { stroke: colour('text'), grid: { stroke: colour('grid'), width: 1 }, ticks: { stroke: colour('grid'), width: 1 } };
    return {
      width, height: 240,
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
      scales: { y: { range: (u, low, high) => [0, Math.max(data.most, high || 0) * 1.05 || 1] } },
      cursor: { points: { size: 6 } },
      axes: [
        { ...axis, values: [
          [86400, '{D} {MMM}', null, null, null, null, null, null, 1],
          [3600, '{HH}:00', '\n{D} {MMM}', null, '\n{D} {MMM}', null, null, null, 1],
          [1, '{HH}:{mm}', '\n{D} {MMM}', null, '\n{D} {MMM}', null, null, null, 1],
        ] },
        { ...axis, size: 62, incrs: data.unit === 'memory' ? BINARY : DECIMAL, values: (u, values) => values.map((v) => text(v, data.unit)) },
      ],
      series: [
        { label: 'UTC', value: '{YYYY}-{MM}-{DD} {HH}:{mm}' },
        series('Peak', colour('peak'), 1, data.unit),
        series('P95', colour('p95'), 1.6, data.unit),
        series('Mean', colour('mean'), 1.6, data.unit),
        ...data.lines.map(([key, title]) => series(title, lineColour(key), 1.8, data.unit, DASH[key])),
      ],
    };
  };

  const draw = (figure) => {
    const plot = figure.querySelector('.chart-plot');
    const width = plot.clientWidth;
    const source = figure.querySelector('script[type="application/json"]');
    if (!source || width < 50 || typeof uPlot === 'undefined') return;
    const before = live.get(figure);
    if (before) before.destroy();
    const data = JSON.parse(source.textContent);
    const times = data.mean.map((_, i) => (data.first + i * data.hours) * HOUR);
    const flat = data.lines.map(([, , value]) => times.map(() => value));
    figure.classList.add('chart-live');
    plot.querySelectorAll('svg').forEach((picture) => picture.remove());
    plot.setAttribute('role', 'img');
    plot.setAttribute('aria-label', figure.querySelector('figcaption').textContent + '. ' + figure.querySelector('.chart-summary').textContent);
    live.set(figure, new uPlot(options(data, width), [times, data.peak, data.p95, data.mean, ...flat], plot));
  };

  const seen = new IntersectionObserver((entries) => entries.forEach((entry) => {
    if (entry.isIntersecting) {
      seen.unobserve(entry.target);
      draw(entry.target);
    }
  }), { rootMargin: '200px' });

  /** A chart is made when it comes into view, so that a page of a thousand opens at once. */
  const watch = (root) => root.querySelectorAll('[data-chart]').forEach((figure) => {
    if (!figure.classList.contains('chart-live')) seen.observe(figure);
  });

  const again = () => {
    for (const [figure, chart] of [...live]) {
      if (figure.isConnected) {
        draw(figure);
      } else {
        chart.destroy();
        live.delete(figure);
      }
    }
  };

  let waiting = 0;
  addEventListener('resize', () => { clearTimeout(waiting); waiting = setTimeout(again, 150); });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', again);
  document.addEventListener('htmx:load', (event) => { again(); watch(event.detail.elt.parentElement || document); });
  document.addEventListener('input', (event) => {
    if (event.target.matches('[data-slider]')) event.target.nextElementSibling.value = event.target.value;
  });
  watch(document);
})();
