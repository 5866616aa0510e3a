import { createContext, type ReactNode, use, useCallback, useEffect, useState } from 'react';
import { createAnnouncementQueue } from '../../lib/announcement-queue.ts';

type Urgency = 'polite' | 'assertive';
type Announce = (text: string, urgency?: Urgency) => void;

const AnnouncerContext = createContext<Announce>(() => {});

/** What is to be heard by those who hear the page. The one place that speaks: two live regions talk over each other. */
export const useAnnounce = (): Announce => use(AnnouncerContext);

/** The same words twice in a row are told apart by a character that is not spoken. */
const unlike = (before: string, text: string) => (before === text ? `${text}\u00a0` : text);

function useRegion() {
  const [text, setText] = useState('');
  const [queue] = useState(() =>
    createAnnouncementQueue((next) => setText((before) => unlike(before, next))),
  );
  useEffect(() => queue.stop, [queue]);
  return { text, add: queue.add };
}

export function Announcer({ children }: { children: ReactNode }) {
  const { text: politeText, add: addPolite } = useRegion();
  const { text: assertiveText, add: addAssertive } = useRegion();
  const announce = useCallback<Announce>(
    (text, urgency = 'polite') => (urgency === 'polite' ? addPolite : addAssertive)(text),
    [addPolite, addAssertive],
  );
  return (
    <AnnouncerContext value={announce}>
      {children}
      <div className="unseen" role="status" data-testid="announcer">
        {politeText}
      </div>
      <div className="unseen" role="alert" data-testid="urgent-announcer">
        {assertiveText}
      </div>
    </AnnouncerContext>
  );
}
