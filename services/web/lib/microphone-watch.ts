/** What is known of the microphone of a call: from the track itself, since a permission tells nothing of a device. */
export interface MicrophoneState {
  /** It gives no sound: unplugged, out of battery, or taken away by the system. */
  isGone: boolean;
  /** The device's name, as the browser knows it. */
  name: string;
}

/** A track that a headset mutes while it changes its mode is back by then. */
const mutedForMs = 1_000;

/** `MediaDevices` as far as it matters. */
export interface Devices extends EventTarget {
  enumerateDevices(): Promise<Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'groupId' | 'label'>[]>;
}

/** `MediaStreamTrack` as far as it matters. */
export interface Track extends EventTarget {
  readonly label: string;
  readonly readyState: 'live' | 'ended';
  /** No sound comes; nothing that a person does on this page. */
  readonly muted: boolean;
  getSettings(): Pick<MediaTrackSettings, 'deviceId' | 'groupId'>;
}

/**
 * Watches one track (Media Capture and Streams: `ended`, `mute`, `unmute`, `devicechange`) and tells each change.
 * Returns how to stop; twice is safe.
 */
export function watchMicrophone(
  { track, devices }: { track: Track; devices: Devices | undefined },
  changed: (state: MicrophoneState) => void,
): () => void {
  let isGone = false;
  let isUnplugged = false;
  let mutedLong = false;
  let muteTimer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;

  function settle(): void {
    const next = track.readyState === 'ended' || isUnplugged || mutedLong;
    if (isStopped || next === isGone) return;
    isGone = next;
    changed({ isGone, name: track.label });
  }

  function onMute(): void {
    clearTimeout(muteTimer);
    mutedLong = false;
    if (track.muted) {
      muteTimer = setTimeout(() => {
        mutedLong = track.muted;
        settle();
      }, mutedForMs);
    }
    settle();
  }

  /** Not every browser ends the track of a device that is unplugged. */
  async function look(): Promise<void> {
    const { deviceId, groupId } = track.getSettings();
    const inputs = ((await devices?.enumerateDevices()) ?? []).filter(({ kind }) => kind === 'audioinput');
    // Without permission, and in some browsers, devices have no ids.
    const isKnown =
      deviceId !== undefined && deviceId !== '' && inputs.every((input) => input.deviceId !== '');
    const isThere = inputs.some(
      (input) => input.deviceId === deviceId && (groupId === undefined || input.groupId === groupId),
    );
    isUnplugged = isKnown && !isThere;
    settle();
  }
  // What cannot be listed is not known to be gone.
  const onDevices = (): void => void look().catch(() => undefined);

  track.addEventListener('ended', settle);
  track.addEventListener('mute', onMute);
  track.addEventListener('unmute', onMute);
  devices?.addEventListener('devicechange', onDevices);
  onMute();
  return () => {
    isStopped = true;
    clearTimeout(muteTimer);
    track.removeEventListener('ended', settle);
    track.removeEventListener('mute', onMute);
    track.removeEventListener('unmute', onMute);
    devices?.removeEventListener('devicechange', onDevices);
  };
}

/** A microphone that may be taken instead. */
export interface OtherMicrophone {
  deviceId: string;
  name: string;
}

/** More would be a list to read while somebody waits. */
const mostOffered = 4;

/** The microphones that are there, without the aliases that some browsers list beside the devices themselves. */
export async function listMicrophones(devices: Devices): Promise<OtherMicrophone[]> {
  const listed = await devices.enumerateDevices();
  return listed
    .filter(
      ({ kind, deviceId }) => kind === 'audioinput' && !['', 'default', 'communications'].includes(deviceId),
    )
    .map(({ deviceId, label }, index) => ({
      deviceId,
      name: label === '' ? `Microphone ${index + 1}` : label,
    }))
    .slice(0, mostOffered);
}
