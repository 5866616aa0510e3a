import type { ApiClient } from '@ringback/shared/client/api-client';
import { mostLinkNameCharacters, type ShareChange, type Shared } from '@ringback/shared/contract/share-links';
import { type FormEvent, useCallback, useEffect, useId, useRef, useState } from 'react';
import { createNewest } from '../../lib/newest.ts';
import type { ShareLink } from '../../lib/own-links.ts';
import { useAnnounce } from '../frame/announcer.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogButtons } from '../ui/dialog.tsx';
import { AttemptProblem, useAttempt } from '../use-attempt.tsx';
import { useWords } from '../words/words-context.ts';
import { NewAddress } from './new-address.tsx';
import styles from './share.module.css';
import { ShareLinkRow } from './share-link-row.tsx';

interface ShareDialogProps {
  api: ApiClient;
  sessionId: string;
  closed: () => void;
}

/** The links of a session as the dialog holds them. What is changed is shown at once, and then as the server has it. */
function useLinks(api: ApiClient, sessionId: string) {
  const [links, setLinks] = useState<readonly ShareLink[] | null>(null);
  const attempt = useAttempt();
  const { run } = attempt;
  const newest = useRef(createNewest());
  const load = useCallback(async () => {
    const isNewest = newest.current();
    const { shares } = await api.shares(sessionId);
    if (isNewest()) setLinks(shares);
  }, [api, sessionId]);
  useEffect(() => {
    void run(load);
  }, [run, load]);
  /** Changes that were made while another request was under way. */
  const waiting = useRef<(() => Promise<void>)[]>([]);
  /** Does it, and reads the links again, also after a refusal. */
  const act = (action: () => Promise<void>) =>
    run(async () => {
      try {
        await action();
        for (let next = waiting.current.shift(); next !== undefined; next = waiting.current.shift())
          await next();
      } finally {
        waiting.current = [];
        await load();
      }
    });
  const change = (shareId: string, changed: ShareChange) => {
    setLinks((before) =>
      (before ?? []).map((link) => (link.shareId === shareId ? Object.assign({ ...link }, changed) : link)),
    );
    const send = () => api.changeShare(sessionId, shareId, changed);
    if (attempt.isUnderWay) waiting.current.push(send);
    else void act(send);
  };
  return { links, attempt, act, change };
}

/** Makes links by which a coach reads along, says what each lets its bearer do, and takes them back. */
export function ShareDialog({ api, sessionId, closed }: ShareDialogProps) {
  const { share } = useWords().coach;
  const { close } = useWords().frame;
  const announce = useAnnounce();
  const field = useId();
  const [name, setName] = useState('');
  const [made, setMade] = useState<Pick<Shared, 'shareId' | 'url'> | null>(null);
  const { links, attempt, act, change } = useLinks(api, sessionId);

  async function make(event: FormEvent): Promise<void> {
    event.preventDefault();
    await act(async () => {
      setMade(await api.share(sessionId, { name: name.trim(), notes: true }));
      setName('');
    });
  }
  async function takeBack(shareId: string): Promise<void> {
    await act(async () => {
      await api.revokeShare(sessionId, shareId);
      // The address of another link still works, and is shown only now.
      setMade((shown) => (shown?.shareId === shareId ? null : shown));
      announce(share.takenBack);
    });
  }

  return (
    <Dialog title={share.title} closed={closed} data-testid="share-dialog">
      <p>{share.intro}</p>
      <form className={styles.make} onSubmit={make}>
        <label htmlFor={field}>{share.name}</label>
        <p id={`${field}-hint`} className={styles.hint}>
          {share.nameHint}
        </p>
        <input
          id={field}
          className={styles.field}
          value={name}
          maxLength={mostLinkNameCharacters}
          autoComplete="off"
          aria-describedby={`${field}-hint`}
          data-testid="share-name"
          onChange={({ target }) => setName(target.value)}
        />
        <Button type="submit" kind="primary" disabled={attempt.isUnderWay} data-testid="make-share">
          {share.make}
        </Button>
      </form>
      {made === null ? null : <NewAddress key={made.url} address={made.url} />}
      <AttemptProblem attempt={attempt} />
      <h3>{share.links}</h3>
      {links?.length === 0 ? <p className={styles.hint}>{share.none}</p> : null}
      <ul className={styles.links}>
        {(links ?? []).map((link, index) => (
          <ShareLinkRow
            key={link.shareId}
            link={link}
            number={(links ?? []).length - index}
            isBusy={attempt.isUnderWay}
            change={(changed) => change(link.shareId, changed)}
            takeBack={() => void takeBack(link.shareId)}
          />
        ))}
      </ul>
      <DialogButtons>
        <Button onClick={closed} data-testid="close-share">
          {close}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
