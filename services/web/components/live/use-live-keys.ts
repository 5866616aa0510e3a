import { type PageAction, pageActions } from '../../lib/live/page-keys.ts';
import { useViewChoices } from '../use-view-choices.ts';
import type { OpenPart } from './live-dialogs.tsx';
import type { Call } from './use-call.ts';
import { usePageKeys } from './use-page-keys.ts';

/** Connects the keys of the page with its call. Returns what can be done by key at this moment. */
export function useLiveKeys(call: Call, setOpen: (open: OpenPart) => void): readonly PageAction[] {
  const [{ isCalm, usesKeys }, change] = useViewChoices();
  const { mute, isLive, isHangingUp, hangUp, steered, session } = call;
  const actions: Parameters<typeof usePageKeys>[0] = {
    ...(mute ? { mute: mute.toggle, talk: mute.talk } : {}),
    ...Object.fromEntries(steered.kinds.map((kind) => [kind, () => session?.steer(kind)])),
    calm: () => change({ isCalm: !isCalm }),
    hang_up: () => (isHangingUp ? undefined : void hangUp()),
    keys: () => setOpen('keys'),
  };
  usePageKeys(actions, usesKeys && isLive);
  return pageActions.filter((action) => action in actions);
}
