import type { SessionView } from '@ringback/shared/contract/session-view';
import { useEffect, useState } from 'react';
import { formatElapsed } from '../../lib/elapsed.ts';
import { type DialIn, readDialIn } from '../../lib/remembered.ts';
import { useAnnounce } from '../frame/announcer.tsx';
import { Icon } from '../icon.tsx';
import { SoftPhoneLink } from '../setup/soft-phone-link.tsx';
import { Button } from '../ui/button.tsx';
import { useClipboard } from '../use-clipboard.ts';
import { useNow } from '../use-now.ts';
import { useWords } from '../words/words-context.ts';
import styles from './what-now.module.css';

/** Grouped as it is read aloud: 123 456, and 123 456 7890. */
const inGroups = (code: string): string =>
  [code.slice(0, 3), code.slice(3, 6), code.slice(6)].join(' ').trim();

function CopyButton({ code }: { code: string }) {
  const { live } = useWords();
  const announce = useAnnounce();
  const clipboard = useClipboard();
  const isCopied = clipboard.isCopied(code);

  async function copy(): Promise<void> {
    if (await clipboard.copy(code)) announce(live.copied);
  }

  return (
    <Button onClick={copy} data-testid="copy-code">
      <Icon name={isCopied ? 'connected' : 'copy'} />
      {isCopied ? live.copied : live.copy}
    </Button>
  );
}

/** How long the code still works, by this browser's clock. Silent for screen readers. */
function CodeLife({ expiresAt }: { expiresAt: number }) {
  const { live } = useWords();
  const now = useNow(1_000, true);
  const leftMs = expiresAt - (now === 0 ? Date.now() : now);
  return (
    <p className={styles.why} data-testid="code-life" suppressHydrationWarning>
      {leftMs > 0 ? live.codeWorksFor(formatElapsed(leftMs)) : live.codeIsOver}
    </p>
  );
}

/** Shows the number to call and the code to enter, until the candidate is on the line. */
export function DialInCard({ view, softPhonePort }: { view: SessionView; softPhonePort: number | null }) {
  const { live } = useWords();
  const [dialIn, setDialIn] = useState<DialIn | null>(null);
  useEffect(() => setDialIn(readDialIn(view.sessionId)), [view.sessionId]);
  if (view.via !== 'dial_in' || view.phase !== 'configured' || dialIn === null) return null;
  return (
    <div className={styles.what} data-testid="dial-in">
      {softPhonePort === null ? (
        <p>
          {live.callNumber}{' '}
          <a className={styles.number} href={`tel:${dialIn.phoneNumber}`}>
            {dialIn.phoneNumber}
          </a>
        </p>
      ) : (
        <p>
          {live.callFrom} <SoftPhoneLink port={softPhonePort} />.
        </p>
      )}
      <div className={styles.words}>
        <h2>{live.thenEnter}</h2>
        <div className={styles.row}>
          <p className={styles.code} data-testid="short-code">
            {inGroups(dialIn.code)}
          </p>
          <CopyButton code={dialIn.code} />
        </div>
        <CodeLife expiresAt={dialIn.expiresAt} />
      </div>
      {dialIn.longCode === undefined ? null : (
        <p>
          {live.longCode}:{' '}
          <strong className={styles.long} data-testid="long-code">
            {inGroups(dialIn.longCode)}
          </strong>
        </p>
      )}
    </div>
  );
}
