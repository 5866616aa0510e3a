/** The cookies of a browser that knows one host. */
export interface CookieJar {
  /** For a Cookie header. */
  readonly header: string;
  /** Keeps the cookies that an answer sets and drops those that it removes. */
  keep(answer: Response): void;
}

/** @param given a Cookie header to begin with. */
export function createCookieJar(given = ''): CookieJar {
  const pairs = new Map<string, string>();
  const put = (pair: string) => pairs.set(pair.split('=')[0] ?? '', pair);
  if (given !== '') for (const pair of given.split('; ')) put(pair);
  return {
    get header() {
      return [...pairs.values()].join('; ');
    },
    keep(answer) {
      for (const cookie of answer.headers.getSetCookie()) {
        const [pair = '', ...attributes] = cookie.split('; ');
        if (attributes.includes('Max-Age=0')) pairs.delete(pair.split('=')[0] ?? '');
        else put(pair);
      }
    },
  };
}
