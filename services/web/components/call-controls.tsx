import { Icon } from './icon.tsx';

interface CallControlsProps {
  /** Null when this page is not the phone. */
  mute: { isMuted: boolean; toggle: () => void } | null;
  isHangingUp: boolean;
  hangUp: () => void;
  edit: () => void;
}

/** What the candidate can do during a call. */
export function CallControls({ mute, isHangingUp, hangUp, edit }: CallControlsProps) {
  return (
    <>
      {mute ? (
        <button
          type="button"
          className="button"
          data-testid="mute"
          aria-pressed={mute.isMuted}
          aria-keyshortcuts="M"
          onClick={mute.toggle}
        >
          <Icon name={mute.isMuted ? 'muted' : 'microphone'} />
          {mute.isMuted ? 'Muted' : 'Mute'} <kbd>M</kbd>
        </button>
      ) : null}
      <button
        type="button"
        className="button danger"
        data-testid="hang-up"
        disabled={isHangingUp}
        onClick={hangUp}
      >
        <Icon name="ended" />
        {isHangingUp ? 'Hanging up…' : 'Hang up'}
      </button>
      <button type="button" className="button" data-testid="edit-job" onClick={edit}>
        <Icon name="edit" />
        Edit the job
      </button>
    </>
  );
}
