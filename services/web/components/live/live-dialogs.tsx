import { toKnownConfiguration } from '@ringback/shared/contract/job-configuration';
import type { PageAction } from '../../lib/live/page-keys.ts';
import { lazily } from '../lazily.tsx';
import type { Call } from './use-call.ts';

// None is needed when the page is first shown.
const ConfigurationDialog = lazily(() =>
  import('./configuration-dialog.tsx').then((file) => file.ConfigurationDialog),
);
const KeysDialog = lazily(() => import('./keys-dialog.tsx').then((file) => file.KeysDialog));
const PracticeQuestion = lazily(() =>
  import('./practice-question.tsx').then((file) => file.PracticeQuestion),
);
const ShareDialog = lazily(() => import('../share/share-dialog.tsx').then((file) => file.ShareDialog));
const ViewDialog = lazily(() => import('./view-dialog.tsx').then((file) => file.ViewDialog));
const EventDrawer = lazily(() => import('./event-drawer.tsx').then((file) => file.EventDrawer));

/** What is open over the page, or beside it. */
export type OpenPart = 'edit' | 'share' | 'practice' | 'view' | 'keys' | 'events' | null;

interface LiveDialogsProps {
  open: OpenPart;
  setOpen: (open: OpenPart) => void;
  call: Call;
  actions: readonly PageAction[];
  practiseAgain: () => void;
}

/** The one dialog that is open. */
export function LiveDialogs({ open, setOpen, call, actions, practiseAgain }: LiveDialogsProps) {
  const { services, session, state } = call;
  const { view } = state;
  const closed = (): void => setOpen(null);
  if (!services || !session || !view) return null;
  switch (open) {
    case 'edit':
      return (
        <ConfigurationDialog
          session={session}
          jobConfiguration={toKnownConfiguration(view.jobConfiguration)}
          isLocalInterviewer={call.model === 'local'}
          closed={closed}
        />
      );
    case 'share':
      return <ShareDialog api={services.api} sessionId={view.sessionId} closed={closed} />;
    case 'practice':
      return (
        <PracticeQuestion
          stay={closed}
          end={() => {
            closed();
            practiseAgain();
          }}
        />
      );
    case 'view':
      return <ViewDialog closed={closed} />;
    case 'keys':
      return (
        <KeysDialog
          actions={actions}
          isPhone={view.via !== 'browser'}
          showEvents={() => setOpen('events')}
          closed={closed}
        />
      );
    case 'events':
      return <EventDrawer trace={session.trace} state={state} closed={closed} />;
    default:
      return null;
  }
}
