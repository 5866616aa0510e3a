/** The application's public origin, and where it really listens. */
export interface PublicAddress {
  /** For example `https://public.example`. */
  from: string;
  /** For example `http://127.0.0.1:8080`. */
  to: string;
}

/**
 * Where to connect for a public address: same path, other origin. `https` and `wss` become what the local origin
 * speaks. An address of another origin stays unchanged.
 */
export function toLocalAddress(url: string, mapping: PublicAddress | undefined): string {
  if (!mapping) return url;
  const target = new URL(url);
  const from = new URL(mapping.from);
  if (target.host !== from.host) return url;
  const to = new URL(mapping.to);
  const isSocket = target.protocol === 'wss:' || target.protocol === 'ws:';
  const protocol = isSocket ? to.protocol.replace('http', 'ws') : to.protocol;
  return `${protocol}//${to.host}${target.pathname}${target.search}`;
}
