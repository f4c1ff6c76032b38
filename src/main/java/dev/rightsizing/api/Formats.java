// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api;

/**
 * How text fields are written, as regular expressions for the schema. What makes the schema knows
 * them, and gives each its greatest length and a message for people.
 */
public final class Formats {
  /** A Prometheus duration: units from large to small, each at most once. */
  public static final String DURATION =
      "^([0-9]{1,4}y)?([0-9]{1,5}w)?([0-9]{1,5}d)?([0-9]{1,6}h)?([0-9]{1,7}m)?([0-9]{1,9}s)?"
          + "([0-9]{1,12}ms)?$";

  /** A Kubernetes quantity. */
  public static final String QUANTITY =
      "^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$";

  /** A Kubernetes quantity that is not negative. */
  public static final String AMOUNT =
      "^\\+?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$";

  /** A number as people write it. */
  public static final String DECIMAL = "^-?[0-9]{1,320}(\\.[0-9]{1,340})?$";

  /** A threshold that is not negative. */
  public static final String THRESHOLD = "^[0-9]{1,15}(\\.[0-9]{1,12})?$";

  /** A label of the DNS. */
  public static final String DNS_LABEL = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";

  /** A price per hour. */
  public static final String PRICE = "^[0-9]{1,9}(\\.[0-9]{1,12})?$";

  /** An amount of money to the cent. */
  public static final String MONEY = "^-?[0-9]+\\.[0-9]{2}$";

  /** An ISO 4217 code. */
  public static final String CURRENCY = "^[A-Z]{3}$";

  /** A moment in time, RFC 3339; the schema says {@code format: date-time}. */
  public static final String DATE_TIME = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T.*$";

  /** A name as most Kubernetes objects have it. */
  public static final String DNS_SUBDOMAIN =
      "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

  /** As {@code metav1.Condition} demands of its type. */
  public static final String CONDITION_TYPE =
      "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?"
          + "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$";

  /** As {@code metav1.Condition} demands of its reason. */
  public static final String REASON = "^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$";

  private Formats() {}
}
