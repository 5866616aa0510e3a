const path = '/browser/media';

/**
 * Where this browser's audio goes. A configured address wins. Otherwise it is the host under which the browser reached
 * us, so that `localhost` and `127.0.0.1` do not mix. The port is telephony's; or, if the page's origin has no port,
 * that origin itself, because then a proxy stands in front of everything.
 */
export function toMediaUrl(parts: {
  configured: string | undefined;
  /** The page's origin, if the request named one. */
  origin: string | undefined;
  /** The request's Host header. */
  host: string | undefined;
  telephonyPort: number;
}): string {
  const { configured, origin, host, telephonyPort } = parts;
  const page = origin !== undefined && URL.canParse(origin) ? new URL(origin) : null;
  if (configured !== undefined && URL.canParse(configured, page?.href)) {
    const url = new URL(configured, page?.href);
    url.protocol = url.protocol === 'https:' || url.protocol === 'wss:' ? 'wss:' : 'ws:';
    if (url.pathname === '/') url.pathname = path;
    return url.href;
  }
  const scheme = page?.protocol === 'https:' ? 'wss:' : 'ws:';
  if (page !== null && page.port === '') return `${scheme}//${page.host}${path}`;
  const asked = `http://${host ?? ''}`;
  const hostname = page?.hostname ?? (URL.canParse(asked) ? new URL(asked).hostname : 'localhost');
  return `${scheme}//${hostname}:${telephonyPort}${path}`;
}
