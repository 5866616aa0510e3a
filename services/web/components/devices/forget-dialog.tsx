import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { toLeftBehindWords } from '../../lib/devices/device-words.ts';
import type { Leaving } from '../../lib/devices/look-before-leaving.ts';

interface ForgetDialogProps {
  leaving: Leaving;
  forget: () => void;
  closed: () => void;
}

function WhatHappens({
  leaving: { interviews, live },
  close,
}: Pick<ForgetDialogProps, 'leaving'> & { close: () => void }) {
  if (live?.isHeardHere) {
    return (
      <p role="alert">
        Your interview for {live.session.jobTitle} is going on in this browser. Hang up first, then you can be
        forgotten. <Link href={`/sessions/${live.session.sessionId}`}>Return to it</Link>
      </p>
    );
  }
  return (
    <>
      <p>{toLeftBehindWords(interviews)} Your form is emptied.</p>
      {live === null ? null : (
        <p>
          Your interview for {live.session.jobTitle} goes on, on your phone or your other device. This browser
          can no longer show it or hang up.
        </p>
      )}
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
        {leaving.live?.isHeardHere ? null : (
          <button type="button" className="button danger" data-testid="forget" onClick={forget}>
            Forget me here
          </button>
        )}
      </div>
    </dialog>
  );
}
