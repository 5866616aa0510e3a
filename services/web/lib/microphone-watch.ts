/**
 * The state of a call's microphone. It comes from the track itself, because a permission says nothing about a device.
 */
export interface MicrophoneState {
  /** It gives no sound: unplugged, out of battery, or taken away by the system. */
  isGone: boolean;
  /** The device's name, as the browser knows it. */
  name: string;
}

/** A track that a headset mutes while it changes modes is back within this time. */
const mutedForMs = 1_000;

/** The part of `MediaDevices` that matters. */
export interface Devices extends EventTarget {
  enumerateDevices(): Promise<Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'groupId' | 'label'>[]>;
}

/** The part of `MediaStreamTrack` that matters. */
export interface Track extends EventTarget {
  readonly label: string;
  readonly readyState: 'live' | 'ended';
  /** No sound arrives, for a reason outside this page. */
  readonly muted: boolean;
  getSettings(): Pick<MediaTrackSettings, 'deviceId' | 'groupId'>;
}

/** Aliases that some browsers list beside the devices. Each follows the system's choice of device. */
const aliases = ['default', 'communications'];

type Listed = Pick<MediaDeviceInfo, 'deviceId' | 'groupId'>;

/**
 * Whether a track's device is missing from the list. A track opened by an alias stays with its device when the alias
 * moves. Then only the group identifies the device (Media Capture and Streams, `groupId`).
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
 * Watches one track (Media Capture and Streams: `ended`, `mute`, `unmute`, `devicechange`) and reports each change.
 * Returns a function that stops watching. Twice is safe.
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

  /** Not every browser ends the track when its device is unplugged. */
  async function look(): Promise<void> {
    const listed = (await devices?.enumerateDevices()) ?? [];
    isUnplugged = isDeviceGone(
      track.getSettings(),
      listed.filter(({ kind }) => kind === 'audioinput'),
    );
    settle();
  }
  // If the devices cannot be listed, the device is not known to be gone.
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

/** A microphone that may be used instead. */
export interface OtherMicrophone {
  deviceId: string;
  name: string;
}

/** A longer list takes too long to read while a person waits. */
const mostOffered = 4;

/**
 * The available microphones, without the aliases that some browsers list beside them.
 * @param unnamed how the page calls one that the browser does not name; counted from 1
 */
export async function listMicrophones(
  devices: Devices,
  unnamed: (number: number) => string,
): Promise<OtherMicrophone[]> {
  const listed = await devices.enumerateDevices();
  return listed
    .filter(({ kind, deviceId }) => kind === 'audioinput' && deviceId !== '' && !aliases.includes(deviceId))
    .map(({ deviceId, label }, index) => ({
      deviceId,
      name: label === '' ? unnamed(index + 1) : label,
    }))
    .slice(0, mostOffered);
}
