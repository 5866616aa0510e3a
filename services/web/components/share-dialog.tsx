'use client';

import type { ApiClient } from '@ringback/shared/client/api-client';
import { ApiError } from '@ringback/shared/client/gateway-call';
import { useCallback, useEffect, useRef, useState } from 'react';

interface ShareDialogProps {
  api: ApiClient;
  sessionId: string;
  closed: () => void;
}

type Link = Awaited<ReturnType<ApiClient['shares']>>['shares'][number];

/** Creates links by which a coach can watch, and revokes them. */
export function ShareDialog({ api, sessionId, closed }: ShareDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [links, setLinks] = useState<readonly Link[]>([]);
  const [address, setAddress] = useState<string>();
  const [problem, setProblem] = useState<string>();

  const attempt = useCallback(async (action: () => Promise<void>) => {
    setProblem(undefined);
    try {
      await action();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setProblem(error.message);
    }
  }, []);
  const load = useCallback(async () => setLinks((await api.shares(sessionId)).shares), [api, sessionId]);

  useEffect(() => {
    dialog.current?.showModal();
    void attempt(load);
  }, [attempt, load]);

  const share = () =>
    attempt(async () => {
      setAddress((await api.share(sessionId)).url);
      await load();
    });
  const showReport = (shareId: string, report: boolean) =>
    attempt(async () => {
      // Shown at once, and then as the server has it, also if it has refused.
      setLinks((before) => before.map((link) => (link.shareId === shareId ? { ...link, report } : link)));
      try {
        await api.shareReport(sessionId, shareId, report);
      } finally {
        await load();
      }
    });
  const revoke = (shareId: string) =>
    attempt(async () => {
      await api.revokeShare(sessionId, shareId);
      setAddress(undefined);
      await load();
    });

  return (
    <dialog ref={dialog} className="dialog" onClose={closed} aria-labelledby="share-title">
      <h2 id="share-title">Let a coach watch</h2>
      <p className="hint">
        Anyone who has the link sees the job you gave, the status and every word of this interview, and can do
        nothing else. They do not see your résumé. You see that they watch. A link works for one day, or until
        you take it back.
      </p>
      <p className="hint">
        A link shows the report only while you let it. The report may tell what your résumé says. How you
        rated yourself, what you marked as unfair and what it cost stay yours.
      </p>
      {address === undefined ? null : (
        <p>
          <label htmlFor="share-address">Send this address; it is shown only now.</label>
          <input id="share-address" data-testid="share-address" readOnly value={address} />
        </p>
      )}
      <ul className="plain-list">
        {links.map(({ shareId, expiresAt, report }) => (
          <li key={shareId} className="banner">
            <span>Works until {new Date(expiresAt).toLocaleString()}</span>
            <label>
              <input
                type="checkbox"
                data-testid="share-report"
                checked={report}
                onChange={({ target }) => void showReport(shareId, target.checked)}
              />{' '}
              Shows the report too
            </label>
            <button type="button" className="button" onClick={() => revoke(shareId)}>
              Take back
            </button>
          </li>
        ))}
      </ul>
      <p className="problem" role="alert">
        {problem}
      </p>
      <div className="dialog-buttons">
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
        <button type="button" className="button primary" data-testid="make-share" onClick={share}>
          Make a link
        </button>
      </div>
    </dialog>
  );
}
