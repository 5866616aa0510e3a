import { isStudy } from '@ringback/shared/contract/interview-mode';
import { shownCostOf } from '@ringback/shared/session/shown-cost';
import { isReAnswer } from '../../lib/practice/re-answer.ts';
import { lazily } from '../lazily.tsx';
import type { usePracticeAgain } from '../use-practice-again.ts';
import { useViewChoices } from '../use-view-choices.ts';
import { MoreWords } from '../words/more-words.tsx';
import { useWords } from '../words/words-context.ts';
import { CallControls } from './call-controls.tsx';
import { CallMeters } from './call-meters.tsx';
import { EndedControls } from './ended-controls.tsx';
import styles from './live-controls.module.css';
import type { OpenPart } from './live-dialogs.tsx';
import { MoreControls } from './more-controls.tsx';
import { SteeringControls } from './steering-controls.tsx';
import type { Call } from './use-call.ts';

// After the call, with the words of reports.
const ReportCost = lazily(() => import('../report/report-cost.tsx').then((file) => file.ReportCost));

interface LiveControlsProps {
  call: Call;
  practice: ReturnType<typeof usePracticeAgain>;
  setOpen: (open: OpenPart) => void;
}

/** The controls of the call while it is on, and the ways on from it afterwards. */
export function LiveControls({ call, practice, setOpen }: LiveControlsProps) {
  const { live, study } = useWords();
  const [{ isCalm }, change] = useViewChoices();
  const { view } = call.state;
  if (view === null) return null;
  const isBusy = practice.step !== null;
  const again = isReAnswer(view) ? live.wholeInterview : live.again;
  const againWords = practice.step === null ? again : live.againSteps[practice.step];
  if (!call.isLive)
    return (
      <section className={styles.ended} aria-label={live.afterwards}>
        <MoreWords>
          <ReportCost cost={shownCostOf(view)} />
        </MoreWords>
        <EndedControls
          report={view.activeAt === null ? null : `/sessions/${view.sessionId}/report`}
          againWords={againWords}
          isBusy={isBusy}
          again={practice.again}
          editFirst={practice.editFirst}
        />
      </section>
    );
  return (
    <>
      <section className={styles.more} aria-label={live.more}>
        <SteeringControls steered={call.steered} ask={(kind) => call.session?.steer(kind)} />
        <MoreControls
          edit={() => setOpen('edit')}
          share={() => setOpen('share')}
          againWords={againWords}
          again={isBusy ? null : () => setOpen('practice')}
          isCalm={isCalm}
          toggleCalm={() => change({ isCalm: !isCalm })}
          showView={() => setOpen('view')}
          showKeys={() => setOpen('keys')}
        />
        {call.levels && !isCalm ? <CallMeters levels={call.levels} /> : null}
        {view.via !== 'browser' && view.phase === 'active' ? (
          <p className={styles.hint}>
            {live.phoneKeys}
            {isStudy(view) ? ` ${study.how}` : null}
          </p>
        ) : null}
      </section>
      <section className={styles.controls} aria-label={live.controls}>
        <CallControls
          mute={call.mute}
          isHangingUp={call.isHangingUp}
          isCancelled={view.phase === 'configured' && view.via === 'dial_in'}
          hangUp={call.hangUp}
        />
      </section>
    </>
  );
}
