/**
 * Why an address cannot be the one under which the carrier reaches us, as the end of a sentence. Null when it can. The
 * carrier demands https, signs the address that it calls, and is given paths directly below that address.
 */
export function findPublicUrlFault(text: string): string | null {
  const example = 'such as https://calls.example.org';
  if (!URL.canParse(text)) return `must be an address, ${example}`;
  const { protocol, pathname, search, hash, username, password } = new URL(text);
  if (protocol !== 'https:') return `must begin with https://, ${example}: the carrier calls nothing else`;
  if (username + password !== '') return `must have no user or password, ${example}`;
  if (pathname !== '/' || search + hash !== '')
    return `must end after the host, ${example}: give Ringback a host name or a port of its own`;
  return null;
}
