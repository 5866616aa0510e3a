import type { Leaving } from '../../lib/devices/look-before-leaving.ts';
import { Link } from '../navigation/link.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogButtons } from '../ui/dialog.tsx';
import { useSetUpWords } from '../words/set-up-context.ts';
import { useWords } from '../words/words-context.ts';

interface ForgetDialogProps {
  leaving: Leaving;
  forget: () => void;
  closed: () => void;
}

const isHeardHere = (leaving: Leaving) => leaving !== 'unknown' && leaving.live?.isHeardHere === true;

function WhatGoes({ leaving }: Pick<ForgetDialogProps, 'leaving'>) {
  const { devices } = useSetUpWords();
  if (leaving === 'unknown') return <p>{devices.cannotSay}</p>;
  const { interviews, live } = leaving;
  return (
    <>
      <p>
        {devices.leftBehind(interviews)} {devices.formIsEmptied}
      </p>
      {live === null ? null : <p>{devices.goesOnElsewhere(live.session.jobTitle)}</p>}
    </>
  );
}

function WhatHappens({ leaving, closed }: Omit<ForgetDialogProps, 'forget'>) {
  const { devices } = useSetUpWords();
  if (leaving !== 'unknown' && leaving.live?.isHeardHere) {
    const { session } = leaving.live;
    return (
      <p role="alert">
        {devices.goesOnInThisBrowser(session.jobTitle)}{' '}
        <Link href={`/sessions/${session.sessionId}`}>{devices.returnToIt}</Link>
      </p>
    );
  }
  return (
    <>
      <WhatGoes leaving={leaving} />
      <p>
        <strong>{devices.nothingBringsBack}</strong> {devices.theyStayStored}
      </p>
      <p>
        <Link href="/history#devices" onClick={closed}>
          {devices.openElsewhereFirst}
        </Link>
        {devices.orErase}
      </p>
    </>
  );
}

/** Says what leaving this browser means, and asks. */
export function ForgetDialog({ leaving, forget, closed }: ForgetDialogProps) {
  const { frame } = useWords();
  const { devices } = useSetUpWords();
  return (
    <Dialog title={devices.forgetMeQuestion} closed={closed} data-testid="forget-dialog">
      <WhatHappens leaving={leaving} closed={closed} />
      <DialogButtons>
        <Button onClick={closed}>{frame.cancel}</Button>
        {isHeardHere(leaving) ? null : (
          <Button kind="danger" data-testid="forget" onClick={forget}>
            {devices.forgetNow}
          </Button>
        )}
      </DialogButtons>
    </Dialog>
  );
}
