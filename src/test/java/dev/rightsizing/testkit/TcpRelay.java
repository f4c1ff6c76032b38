// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between a client and a server, and can cut all connections, as a network that fails. */
public final class TcpRelay implements AutoCloseable {
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final ServerSocket listener;
  private final URI server;
  private volatile boolean cut;

  public TcpRelay(URI server) {
    this.server = server;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start("relay", this::accept);
  }

  /** The server's address by way of this relay. */
  public String url() {
    return server.getScheme() + "://127.0.0.1:" + listener.getLocalPort();
  }

  /** Ends all connections, and new ones at once. */
  public void cut() {
    cut = true;
    sockets.forEach(TcpRelay::closeQuietly);
    sockets.clear();
  }

  /** New connections reach the server again. */
  public void mend() {
    cut = false;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        if (cut) {
          closeQuietly(client);
          continue;
        }
        Socket upstream = new Socket(server.getHost(), server.getPort());
        sockets.addAll(List.of(client, upstream));
        start("relay-up", () -> pump(client, upstream));
        start("relay-down", () -> pump(upstream, client));
      } catch (IOException e) {
        // Closed, or the server is away, which the client notices.
        continue;
      }
    }
  }

  private static void pump(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One side is gone, and by closing both the other one learns of it.
      return;
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Gone already.
      return;
    }
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    cut();
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
