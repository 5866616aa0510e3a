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

/** Names that some browsers list beside the devices themselves; each moves to another device with the system's choice. */
const aliases = ['default', 'communications'];

type Listed = Pick<MediaDeviceInfo, 'deviceId' | 'groupId'>;

/**
 * Whether the device of a track is missing in the list. A track that was opened by an alias stays with its device
 * when the alias moves: only the group names the device then (Media Capture and Streams, `groupId`).
 */
function isDeviceGone(
  { deviceId = '', groupId = '' }: ReturnType<Track['getSettings']>,
  inputs: Listed[],
): boolean {
  // Without permission, and in some browsers, devices have no ids.
  if (deviceId === '' || inputs.some((input) => input.deviceId === '')) return false;
  const isGroupKnown = groupId !== '';
  const isNamed = !aliases.includes(deviceId) || !isGroupKnown;
  return !inputs.some(
    (input) => (isNamed && input.deviceId === deviceId) || (isGroupKnown && input.groupId === groupId),
  );
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
    const listed = (await devices?.enumerateDevices()) ?? [];
    isUnplugged = isDeviceGone(
      track.getSettings(),
      listed.filter(({ kind }) => kind === 'audioinput'),
    );
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
    .filter(({ kind, deviceId }) => kind === 'audioinput' && deviceId !== '' && !aliases.includes(deviceId))
    .map(({ deviceId, label }, index) => ({
      deviceId,
      name: label === '' ? `Microphone ${index + 1}` : label,
    }))
    .slice(0, mostOffered);
}
