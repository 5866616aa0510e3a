/** Microphones and loudspeakers of this computer, and which of them a person has chosen for this tab. */
export interface SoundDevice {
  deviceId: string;
  /** Empty until the page may use the microphone: browsers name devices only then. */
  label: string;
}

export interface SoundDevices {
  microphones: SoundDevice[];
  /** Empty where the browser does not let a page choose. */
  speakers: SoundDevice[];
}

/** The browser's own choice is offered by the page, and its alias is no device of its own. */
const aliases = ['', 'default', 'communications'];

const canChooseSpeaker = (): boolean =>
  typeof AudioContext !== 'undefined' && 'setSinkId' in AudioContext.prototype;

/** The devices of each kind, once each. */
export function toSoundDevices(
  found: readonly Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'label'>[],
  isSpeakerChosen: boolean,
): SoundDevices {
  const of = (kind: MediaDeviceKind) =>
    found
      .filter((device) => device.kind === kind && !aliases.includes(device.deviceId))
      .map(({ deviceId, label }) => ({ deviceId, label }));
  return { microphones: of('audioinput'), speakers: isSpeakerChosen ? of('audiooutput') : [] };
}

export async function findSoundDevices(): Promise<SoundDevices> {
  const found = (await navigator.mediaDevices?.enumerateDevices?.()) ?? [];
  return toSoundDevices(found, canChooseSpeaker());
}

/** `setSinkId` of the Audio Output Devices API is not in every description of a browser yet. */
interface WithSink {
  setSinkId?(deviceId: string): Promise<void>;
}

/**
 * Plays by this loudspeaker; with the empty id, by the browser's own choice. One that is gone, or a browser without the
 * choice, leaves the sound where it is.
 */
export async function playBy(context: AudioContext, deviceId: string): Promise<void> {
  if (deviceId === '') return;
  try {
    await (context as AudioContext & WithSink).setSinkId?.(deviceId);
  } catch {
    // Unplugged meanwhile: the call must be heard all the same.
  }
}
