const key = 'ringback.operator';

/** The token in this tab. Empty when there is none. It disappears with the tab. */
export function readOperatorToken(): string {
  try {
    return sessionStorage.getItem(key) ?? '';
  } catch {
    // Storage is switched off. The page asks for the token after a reload.
    return '';
  }
}

/** An empty token removes the previous one. */
export function rememberOperatorToken(token: string): void {
  try {
    if (token === '') sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, token);
  } catch {
    // Storage is switched off: the page works without it.
  }
}
