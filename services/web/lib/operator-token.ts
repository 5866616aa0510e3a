const key = 'ringback.operator';

/** The token in this tab; empty when there is none. It is gone with the tab. */
export function readOperatorToken(): string {
  try {
    return sessionStorage.getItem(key) ?? '';
  } catch {
    // Storage is switched off: the token is asked for after a reload.
    return '';
  }
}

/** An empty token forgets the one before. */
export function rememberOperatorToken(token: string): void {
  try {
    if (token === '') sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, token);
  } catch {
    // Storage is switched off: the page works without it.
  }
}
