'use client';

import type { ApiClient } from '@ringback/shared/client/api-client';
import { ApiError } from '@ringback/shared/client/gateway-call';
import { mostLinkNameCharacters, type ShareChange } from '@ringback/shared/contract/share-links';
import { type FormEvent, useCallback, useEffect, useId, useState } from 'react';
import { toProblemWords } from '../../lib/words/problem-words.ts';
import { useAnnounce } from '../frame/announcer.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogButtons } from '../ui/dialog.tsx';
import { useWords } from '../words/words-context.ts';
import { NewAddress } from './new-address.tsx';
import styles from './share.module.css';
import { type ShareLink, ShareLinkRow } from './share-link-row.tsx';

interface ShareDialogProps {
  api: ApiClient;
  sessionId: string;
  closed: () => void;
}

/** The links of a session as the dialog holds them. What is changed is shown at once, and then as the server has it. */
function useLinks(api: ApiClient, sessionId: string) {
  const words = useWords();
  const [links, setLinks] = useState<readonly ShareLink[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const load = useCallback(async () => setLinks((await api.shares(sessionId)).shares), [api, sessionId]);
  const attempt = useCallback(
    async (action: () => Promise<void>): Promise<boolean> => {
      setProblem(null);
      try {
        await action();
        return true;
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        setProblem(toProblemWords(words, error));
        return false;
      } finally {
        await load().catch((error: unknown) => {
          if (!(error instanceof ApiError)) throw error;
        });
      }
    },
    [load, words],
  );
  useEffect(() => {
    void attempt(load);
  }, [attempt, load]);
  const change = (shareId: string, changed: ShareChange) => {
    setLinks((before) =>
      (before ?? []).map((link) => (link.shareId === shareId ? Object.assign({ ...link }, changed) : link)),
    );
    return attempt(() => api.changeShare(sessionId, shareId, changed));
  };
  return { links, problem, attempt, change };
}

/** Makes links by which a coach reads along, says what each lets its bearer do, and takes them back. */
export function ShareDialog({ api, sessionId, closed }: ShareDialogProps) {
  const { share } = useWords().coach;
  const { close } = useWords().frame;
  const announce = useAnnounce();
  const field = useId();
  const [name, setName] = useState('');
  const [address, setAddress] = useState<string | null>(null);
  const { links, problem, attempt, change } = useLinks(api, sessionId);

  async function make(event: FormEvent): Promise<void> {
    event.preventDefault();
    const isMade = await attempt(async () => {
      setAddress((await api.share(sessionId, { name: name.trim(), notes: true })).url);
    });
    if (isMade) setName('');
  }
  async function takeBack(shareId: string): Promise<void> {
    const isTaken = await attempt(() => api.revokeShare(sessionId, shareId));
    if (!isTaken) return;
    setAddress(null);
    announce(share.takenBack);
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
        <Button type="submit" kind="primary" data-testid="make-share">
          {share.make}
        </Button>
      </form>
      {address === null ? null : <NewAddress key={address} address={address} />}
      {problem === null ? null : (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <h3>{share.links}</h3>
      {links?.length === 0 ? <p className={styles.hint}>{share.none}</p> : null}
      <ul className={styles.links}>
        {(links ?? []).map((link, index) => (
          <ShareLinkRow
            key={link.shareId}
            link={link}
            number={(links ?? []).length - index}
            change={(changed) => void change(link.shareId, changed)}
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
