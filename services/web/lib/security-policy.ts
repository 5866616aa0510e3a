import type { RunTimeConfiguration } from './run-time-configuration.ts';
import { toServiceAddresses } from './service-addresses.ts';

interface PolicyRequest {
  /** Fresh for each response. Next puts it on its own scripts. */
  nonce: string;
  /** Another one, for style elements. It stands in the page, where a script's must not. */
  styleNonce: string;
  /** The `Host` header. */
  host: string | null;
  configuration: Pick<RunTimeConfiguration, 'socketUrl' | 'apiUrl' | 'mediaUrl' | 'ports'>;
  /** `next dev` evaluates strings and puts styles into the page. */
  isDevelopment: boolean;
}

/** The request header by which the pages learn the nonce of styles. */
export const styleNonceHeader = 'x-style-nonce';

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
 * The page's Content-Security-Policy: its own scripts by nonce, and connections to the gateway and telephony only.
 *
 * No `require-trusted-types-for`: with Next 16.4.5 and Turbopack the first change of page fails, because Turbopack's
 * runtime sets a script's address as plain text (`loadChunkCached`) and React sets `innerHTML` to create one.
 */
export function toSecurityPolicy(request: PolicyRequest): string {
  const development = request.isDevelopment;
  return [
    `default-src 'self'`,
    // A script with the nonce may load more. Coming from this host alone does not allow a script to run.
    `script-src 'nonce-${request.nonce}' 'strict-dynamic'${development ? ` 'unsafe-eval'` : ''}`,
    `style-src 'self' ${development ? `'unsafe-inline'` : `'nonce-${request.styleNonce}'`}`,
    `connect-src ${[`'self'`, ...connectSources(request)].join(' ')}`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `worker-src 'self'`,
    `media-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}
