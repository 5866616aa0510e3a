import type { PracticeRequest } from '@ringback/shared/contract/practice';
import { useEffect, useState } from 'react';
import { type JobDraft, newJobDraft } from '../../lib/job-draft.ts';
import { readDraft, rememberDraft } from '../../lib/remembered.ts';
import type { RunTimeConfiguration } from '../../lib/run-time-configuration.ts';
import { BookingBanner } from '../booking/booking-banner.tsx';
import { useBooking } from '../booking/use-booking.ts';
import { ForgetDevice } from '../devices/forget-device.tsx';
import { PageFrame } from '../frame/page-frame.tsx';
import { useNavigation } from '../navigation/navigation-context.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { useServices } from '../use-services.ts';
import { useSetUpWords } from '../words/set-up-context.ts';
import type { ChosenVia } from './call-choice.tsx';
import { HomeHead } from './home-head.tsx';
import { LastAttempt } from './last-attempt.tsx';
import { noPhone } from './phone-field.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { ReportExcerpt } from './report-excerpt.tsx';
import { ReturnBanner } from './return-banner.tsx';
import { SetupForm } from './setup-form.tsx';
import styles from './setup-page.module.css';
import { usePreview } from './use-preview.ts';

interface SetupPageProps {
  configuration: RunTimeConfiguration;
  previousSessionId: string | null;
  /** How the earlier session was called. */
  previousVia: ChosenVia | null;
  /** What of the earlier session is practised. Null: the interview is like any other. */
  practice: PracticeRequest | null;
}

/** Home: what happens, and the form from which a session starts. */
export function SetupPage({ configuration, previousSessionId, previousVia, practice }: SetupPageProps) {
  const { documents, home } = useSetUpWords();
  const services = useServices(configuration);
  const api = services?.api ?? null;
  const [draft, setDraft] = useState(newJobDraft);
  const [phone, setPhone] = useState(noPhone);
  /** Raised when a person leaves this computer: what they could return to does not belong to the next person. */
  const [visits, setVisits] = useState(0);
  const preview = usePreview(draft);
  const { push } = useNavigation();
  const booking = useBooking(api, (sessionId) => push(`/sessions/${sessionId}`));
  useEffect(() => setDraft(readDraft()), []);

  function fill(next: JobDraft): void {
    setDraft(next);
    rememberDraft(next);
  }

  return (
    <PageFrame width="wide">
      <div className={styles.page}>
        <HomeHead modes={configuration.modes} />
        <ReturnBanner key={`return-${visits}`} api={api} reattachMs={configuration.reattachMs} />
        <BookingBanner booking={booking} />
        <LastAttempt key={`last-${visits}`} api={api} />
        <div className={styles.columns}>
          <SetupForm
            {...{
              configuration,
              services,
              booking,
              draft,
              preview,
              phone,
              previousSessionId,
              previousVia,
              practice,
            }}
            fill={fill}
            phoneChanged={setPhone}
          />
          <aside className={styles.side} aria-label={documents.preview}>
            <div className={styles.wide}>
              <Card title={documents.preview}>
                <PreviewPanel draft={draft} state={preview} />
              </Card>
            </div>
            <ReportExcerpt />
          </aside>
        </div>
        <p>
          <ButtonLink href="/history" data-testid="to-history">
            {home.toHistory}
          </ButtonLink>
        </p>
        <ForgetDevice
          api={api}
          forgotten={() => {
            setDraft(newJobDraft());
            setPhone(noPhone);
            setVisits((before) => before + 1);
          }}
        />
      </div>
    </PageFrame>
  );
}
