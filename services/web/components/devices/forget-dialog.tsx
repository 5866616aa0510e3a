import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { toLeftBehindWords } from '../../lib/devices/device-words.ts';
import type { Leaving } from '../../lib/devices/look-before-leaving.ts';

interface ForgetDialogProps {
  leaving: Leaving;
  forget: () => void;
  closed: () => void;
}

const isHeardHere = (leaving: Leaving) => leaving !== 'unknown' && leaving.live?.isHeardHere === true;

function WhatGoes({ leaving }: Pick<ForgetDialogProps, 'leaving'>) {
  if (leaving === 'unknown') {
    return (
      <p>
        The server cannot say what you would leave. If you have interviews, they are not shown in this browser
        any more. If one is going on here, hang up first. You can also cancel, and try again in a minute.
      </p>
    );
  }
  const { interviews, live } = leaving;
  return (
    <>
      <p>{toLeftBehindWords(interviews)} Your form is emptied.</p>
      {live === null ? null : (
        <p>
          Your interview for {live.session.jobTitle} goes on, on your phone or your other device. This browser
          can no longer show it or hang up.
        </p>
      )}
    </>
  );
}

function WhatHappens({ leaving, close }: Pick<ForgetDialogProps, 'leaving'> & { close: () => void }) {
  if (leaving !== 'unknown' && leaving.live?.isHeardHere) {
    const { session } = leaving.live;
    return (
      <p role="alert">
        Your interview for {session.jobTitle} is going on in this browser. Hang up first, then you can be
        forgotten. <Link href={`/sessions/${session.sessionId}`}>Return to it</Link>
      </p>
    );
  }
  return (
    <>
      <WhatGoes leaving={leaving} />
      <p>
        <strong>If no other device of yours shows your interviews, nothing brings them back.</strong> They
        would stay stored until they expire, and you could neither read nor erase them. There is no list of
        your devices here that could tell.
      </p>
      <p>
        <Link href="/history#devices" onClick={close}>
          Open them on another device first
        </Link>
        , or erase them.
      </p>
    </>
  );
}

/** Says what leaving this browser means, and asks. */
export function ForgetDialog({ leaving, forget, closed }: ForgetDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const close = () => dialog.current?.close();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className="dialog device-dialog"
      onClose={closed}
      aria-labelledby="forget-title"
      data-testid="forget-dialog"
    >
      <h2 id="forget-title">Forget me on this device?</h2>
      <WhatHappens leaving={leaving} close={close} />
      <div className="dialog-buttons">
        <button type="button" className="button" onClick={close}>
          Cancel
        </button>
        {isHeardHere(leaving) ? null : (
          <button type="button" className="button danger" data-testid="forget" onClick={forget}>
            Forget me here
          </button>
        )}
      </div>
    </dialog>
  );
}
