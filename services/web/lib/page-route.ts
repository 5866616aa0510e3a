/** Every page, by its name. The name is also that of its file in app/pages/. */
const pageNames = [
  'home',
  'history',
  'live',
  'report',
  'watch',
  'operator',
  'help',
  'privacy',
  'about',
  'not-found',
] as const;
export type PageName = (typeof pageNames)[number];

/** The page at an address. `sessionId` is empty where the page is of no session; `path` has no slash at its end. */
export interface PageRoute {
  name: PageName;
  path: string;
  sessionId: string;
}

const fixed: Readonly<Record<string, PageName>> = {
  '/': 'home',
  '/history': 'history',
  '/watch': 'watch',
  '/operator': 'operator',
  '/help': 'help',
  '/privacy': 'privacy',
  '/about': 'about',
};

// The shape of a session's id is that of `sessionIdSchema`, without the schema: every page loads this file.
const ofSession = /^\/sessions\/([A-Za-z0-9_-]{8,64})(\/report)?$/;

/** Which page stands at a path. A slash at its end changes nothing. */
export function toPageRoute(path: string): PageRoute {
  const plain = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
  const name = Object.hasOwn(fixed, plain) ? fixed[plain] : undefined;
  if (name !== undefined) return { name, path: plain, sessionId: '' };
  const [, sessionId, report] = ofSession.exec(plain) ?? [];
  if (sessionId === undefined) return { name: 'not-found', path: plain, sessionId: '' };
  return { name: report === undefined ? 'live' : 'report', path: plain, sessionId };
}
