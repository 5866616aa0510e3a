import { useEffect, useRef } from 'react';
import { isTyping } from '../../lib/is-typing.ts';
import { type PageAction, toPageAction } from '../../lib/live/page-keys.ts';

type Actions = Partial<Record<Exclude<PageAction, 'talk'>, () => void>> & {
  talk?: (isHeld: boolean) => void;
};

/** Does by key what the buttons do, except while the person is typing or a dialog is open. */
export function usePageKeys(actions: Actions, isOn: boolean): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    if (!isOn) return undefined;
    const down = (event: KeyboardEvent): void => {
      const action = event.repeat || isTyping(event.target) ? null : toPageAction(event);
      if (action === null) return;
      if (action === 'talk') latest.current.talk?.(true);
      else latest.current[action]?.();
    };
    // Shift may have been let go first, or pressed meanwhile.
    const up = (event: KeyboardEvent): void => {
      if (toPageAction({ ...pressOf(event), shiftKey: false }) === 'talk') latest.current.talk?.(false);
    };
    window.addEventListener('keydown', down);
    window.addEventListener('keyup', up);
    return () => {
      window.removeEventListener('keydown', down);
      window.removeEventListener('keyup', up);
    };
  }, [isOn]);
}

const pressOf = ({ key }: KeyboardEvent) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
});
