import { type ServerMessage, serverMessageSchema } from '@ringback/shared/contract/viewer-protocol';
import type { BrowserContext, Page, WebSocket } from 'playwright-core';

/** A line of the page's own debug log. */
export interface DebugLine {
  readonly line: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What the browser's phone heard and said on one media stream. */
export interface MediaStreamRecord {
  /** Interviewer audio as telephony sent it: 8 kHz µ-law. */
  readonly interviewerAudio: Buffer;
  /** Frames of the caller. */
  readonly callerFrames: number;
}

/** A page under observation, from before its first request. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors in the console (a refusal by the content security policy is one), and uncaught errors. */
  readonly faults: readonly string[];
  readonly debugLines: readonly DebugLine[];
  /** Everything that came on `/logs` sockets. */
  readonly messages: readonly ServerMessage[];
  /** One for each media stream that was opened. */
  readonly mediaStreams: readonly MediaStreamRecord[];
  /** The call statuses that this document has shown so far, in order. */
  shownStatuses(): Promise<readonly string[]>;
  /** What this document has announced as alerts so far, however shortly, in order. */
  shownAlerts(): Promise<readonly string[]>;
}

/** Where the document under observation keeps what its status line has said. */
interface WatchedDocument {
  shownStatuses?: string[];
  shownAlerts?: string[];
}

export async function watchPage(context: BrowserContext): Promise<WatchedPage> {
  const page = await context.newPage();
  const faults: string[] = [];
  const debugLines: DebugLine[] = [];
  const messages: ServerMessage[] = [];
  const mediaStreams: MediaStreamRecord[] = [];

  await page.addInitScript(() => {
    const shown: string[] = [];
    const alerts: string[] = [];
    Object.assign(globalThis as WatchedDocument, { shownStatuses: shown, shownAlerts: alerts });
    const look = () => {
      const status = document.querySelector('[data-testid="status"]')?.getAttribute('data-status');
      if (status && status !== shown.at(-1)) shown.push(status);
      for (const alert of document.querySelectorAll('[role="alert"]')) {
        const text = alert.textContent?.trim() ?? '';
        if (text !== '' && text !== alerts.at(-1)) alerts.push(text);
      }
    };
    // Not every browser writes what a policy refuses into the console.
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile }) =>
      reportError(new Error(`refused by the policy: ${effectiveDirective} ${blockedURI} in ${sourceFile}`)),
    );
    const changes = { subtree: true, childList: true, attributeFilter: ['data-status'] };
    new MutationObserver(look).observe(document, changes);
  });
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`${message.text()} (${message.location().url})`);
    if (message.type() === 'debug') debugLines.push(...parseDebugLine(message.text()));
  });
  page.on('websocket', (socket) => {
    const { pathname } = new URL(socket.url());
    if (pathname === '/browser/media') mediaStreams.push(recordMediaStream(socket));
    if (pathname !== '/logs') return;
    socket.on('framereceived', ({ payload }) =>
      messages.push(serverMessageSchema.parse(JSON.parse(payload.toString()))),
    );
  });

  return {
    page,
    faults,
    debugLines,
    messages,
    mediaStreams,
    shownStatuses: () => page.evaluate(() => (globalThis as WatchedDocument).shownStatuses ?? []),
    shownAlerts: () => page.evaluate(() => (globalThis as WatchedDocument).shownAlerts ?? []),
  };
}

/** `<sentence> {fields}`, as the page's debug log writes it. Another page's words are left out. */
function parseDebugLine(text: string): DebugLine[] {
  const at = text.indexOf(' {');
  if (at < 0 || !text.endsWith('}')) return [];
  return [{ line: text.slice(0, at), fields: JSON.parse(text.slice(at + 1)) as Record<string, unknown> }];
}

function recordMediaStream(socket: WebSocket): MediaStreamRecord {
  const heard: Buffer[] = [];
  let callerFrames = 0;
  const eventOf = (payload: string | Buffer) =>
    JSON.parse(payload.toString()) as { event: string; media?: { payload: string } };
  socket.on('framereceived', ({ payload }) => {
    const { event, media } = eventOf(payload);
    if (event === 'media' && media) heard.push(Buffer.from(media.payload, 'base64'));
  });
  socket.on('framesent', ({ payload }) => {
    if (eventOf(payload).event === 'media') callerFrames += 1;
  });
  return {
    get interviewerAudio() {
      return Buffer.concat(heard);
    },
    get callerFrames() {
      return callerFrames;
    },
  };
}
