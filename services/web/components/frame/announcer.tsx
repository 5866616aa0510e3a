'use client';

import { createContext, type ReactNode, use, useCallback, useState } from 'react';

type Urgency = 'polite' | 'assertive';
type Announce = (text: string, urgency?: Urgency) => void;

const AnnouncerContext = createContext<Announce>(() => {});

/** What is to be heard by those who hear the page. The one place that speaks: two live regions talk over each other. */
export const useAnnounce = (): Announce => use(AnnouncerContext);

/** The same words twice in a row are told apart by a character that is not spoken. */
const unlike = (before: string, text: string) => (before === text ? `${text}\u00a0` : text);

export function Announcer({ children }: { children: ReactNode }) {
  const [polite, setPolite] = useState('');
  const [assertive, setAssertive] = useState('');
  const announce = useCallback<Announce>((text, urgency = 'polite') => {
    const set = urgency === 'polite' ? setPolite : setAssertive;
    set((before) => unlike(before, text));
  }, []);
  return (
    <AnnouncerContext value={announce}>
      {children}
      <div className="unseen" role="status" data-testid="announcer">
        {polite}
      </div>
      <div className="unseen" role="alert" data-testid="urgent-announcer">
        {assertive}
      </div>
    </AnnouncerContext>
  );
}
