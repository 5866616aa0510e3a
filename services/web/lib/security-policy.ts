import type { RunTimeConfiguration } from './run-time-configuration.ts';
import { toServiceAddresses } from './service-addresses.ts';
import { workerPolicyName } from './worker-address.ts';

interface PolicyRequest {
  /** Fresh for each response, for the style elements that React Aria writes. */
  styleNonce: string;
  /** The `Host` header. */
  host: string | null;
  configuration: Pick<RunTimeConfiguration, 'socketUrl' | 'apiUrl' | 'mediaUrl' | 'ports'>;
}

/** Sent with every response, static files included. */
export const securityHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'microphone=(self), camera=(), geolocation=(), payment=()',
};

/**
 * A worker has the policy of its own script. The one that reads a candidate's files runs scripts of this host, compiles
 * no text, and has nothing to send anywhere. Pages ignore the policy of a script.
 */
export const workerPolicy = "default-src 'none'; script-src 'self'; frame-ancestors 'none'";

/** A host name or address with an optional port. The header is a stranger's text and ends up in another header. */
const plainHost = /^(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?$/;

/** Both schemes, because a proxy that terminates TLS may not say so, and only the page knows. */
function connectSources({ host, configuration }: PolicyRequest): string[] {
  if (host === null || !plainHost.test(host) || !URL.canParse(`http://${host}`)) return [];
  const origins = ['http:', 'https:'].flatMap((protocol) => {
    const page = new URL(`${protocol}//${host}`);
    const addresses = toServiceAddresses(configuration, page);
    const own = protocol === 'http:' ? `ws://${page.host}` : `wss://${page.host}`;
    return [own, ...Object.values(addresses).map((address) => new URL(address).origin)];
  });
  return [...new Set(origins)];
}

/**
 * The page's Content-Security-Policy: scripts that are files of this host, and connections to the gateway and telephony
 * only. A text becomes a script nowhere: not in the page, not by `eval`, and not as an address that is put together
 * (Trusted Types), but for the addresses of our own workers (worker-address.ts).
 */
export function toSecurityPolicy(request: PolicyRequest): string {
  return [
    `default-src 'self'`,
    `script-src 'self'`,
    `style-src 'self' 'nonce-${request.styleNonce}'`,
    `connect-src ${[`'self'`, ...connectSources(request)].join(' ')}`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `worker-src 'self'`,
    `media-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types ${workerPolicyName}`,
  ].join('; ');
}
