import type { ApiClient } from '@ringback/shared/client/api-client';
import type { FinalClose } from '@ringback/shared/client/reconnect-policy';
import { useEffect, useRef, useState } from 'react';
import { EraseUnreadable } from './erase-unreadable.tsx';
import styles from './frame/notice.module.css';
import { PageFrame } from './frame/page-frame.tsx';
import { useTitle } from './frame/use-title.ts';
import { ButtonLink } from './ui/button.tsx';
import text from './ui/text.module.css';
import { useWords } from './words/words-context.ts';

interface NoSessionProps {
  reason: FinalClose;
  api: ApiClient | null;
  sessionId: string;
}

/** Shown instead of a session that cannot be shown. Another candidate's session looks as if it did not exist. */
export function NoSession({ reason, api, sessionId }: NoSessionProps) {
  const { frame, noSession } = useWords();
  const [isErased, setIsErased] = useState(false);
  const isUnreadable = reason === 'unreadable' && !isErased;
  const isNotAllowed = reason === 'not_allowed';
  const title = isUnreadable
    ? noSession.cannotBeRead
    : isNotAllowed
      ? noSession.notAllowed
      : noSession.notThere;
  const why = isNotAllowed ? noSession.notAllowedWhy : noSession.notThereWhy;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  useTitle(title);
  return (
    <PageFrame width="text">
      <div className={styles.notice} data-testid="no-session">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {isUnreadable ? (
          <EraseUnreadable api={api} sessionId={sessionId} erased={() => setIsErased(true)} />
        ) : (
          <p>{isErased ? noSession.isErased : why}</p>
        )}
        <div className={text.row}>
          <ButtonLink kind="primary" href="/">
            {frame.practiseAnInterview}
          </ButtonLink>
          <ButtonLink href="/history">{frame.interviews}</ButtonLink>
        </div>
      </div>
    </PageFrame>
  );
}
