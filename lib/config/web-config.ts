import 'server-only';

export interface WebConfig {
  host: string;
  port: number;
  /** An origin, without a trailing slash: what cookies, redirects and the origin check follow. */
  publicUrl: string;
  /** `Host` headers that are answered, lower case, with the port where it is not the scheme's own. */
  hosts: string[];
  /** Origins that changes may come from: the public one, on loopback also its other spellings. */
  origins: string[];
  /** Addresses and CIDRs whose `X-Forwarded-*` are believed. */
  trustedProxies: string[];
  tls: { certFile: string; keyFile: string } | null;
  /** null: no metrics are served. */
  metricsToken: string | null;
}
