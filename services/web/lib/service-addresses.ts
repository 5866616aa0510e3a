import type { RunTimeConfiguration } from './run-time-configuration.ts';

/** Absolute addresses: `apiUrl` is an origin (paths start with `/api`), the others are complete `ws(s):` URLs. */
export interface ServiceAddresses {
  apiUrl: string;
  socketUrl: string;
  mediaUrl: string;
}

const socketPath = '/logs';
const mediaPath = '/browser/media';

/** The part of the page's own address that matters; `window.location` fits. */
export interface PageAddress {
  protocol: string;
  hostname: string;
  host: string;
  port: string;
}

function base(page: PageAddress, port: number): string {
  // On a standard port a proxy stands in front, and everything is at the page's own origin.
  return page.port === '' ? `${page.protocol}//${page.host}` : `${page.protocol}//${page.hostname}:${port}`;
}

function toSocketUrl(address: string, page: PageAddress, path: string): string {
  const url = new URL(address, `${page.protocol}//${page.host}`);
  url.protocol = url.protocol === 'https:' || url.protocol === 'wss:' ? 'wss:' : 'ws:';
  if (url.pathname === '/') url.pathname = path;
  return url.href;
}

/**
 * A configured address wins. It may also be a path of the page's own origin, and the usual path is added when it is
 * missing. An address that is not configured is at the page's host name, so that `localhost` and `127.0.0.1` do not
 * mix.
 *
 * @throws TypeError when a configured address is not a URL.
 */
export function toServiceAddresses(
  configuration: Pick<RunTimeConfiguration, 'socketUrl' | 'apiUrl' | 'mediaUrl' | 'ports'>,
  page: PageAddress,
): ServiceAddresses {
  const gateway = base(page, configuration.ports.gateway);
  const telephony = base(page, configuration.ports.telephony);
  return {
    apiUrl: new URL(configuration.apiUrl ?? gateway, `${page.protocol}//${page.host}`).origin,
    socketUrl: toSocketUrl(configuration.socketUrl ?? gateway, page, socketPath),
    mediaUrl: toSocketUrl(configuration.mediaUrl ?? telephony, page, mediaPath),
  };
}
