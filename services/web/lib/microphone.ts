/** Why there is no microphone, so that the page can say what to do. */
export type MicrophoneProblem = 'denied' | 'no_device' | 'busy' | 'insecure' | 'unsupported';

export class MicrophoneError extends Error {
  readonly problem: MicrophoneProblem;
  constructor(problem: MicrophoneProblem, cause?: unknown) {
    super(`no microphone: ${problem}`, { cause });
    this.name = 'MicrophoneError';
    this.problem = problem;
  }
}

/** Derived from the error names of `getUserMedia` (Media Capture and Streams). */
export function toMicrophoneProblem(error: unknown): MicrophoneProblem {
  const name = typeof error === 'object' && error !== null && 'name' in error ? error.name : '';
  if (name === 'NotAllowedError') return 'denied';
  if (name === 'SecurityError') return 'insecure';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'no_device';
  return 'busy';
}

/**
 * Asks for the microphone with the browser's own echo cancellation, because the interviewer comes from a loudspeaker.
 *
 * @param deviceId this device. Without it, the one that the browser chooses
 * @throws MicrophoneError
 */
export async function openMicrophone(deviceId?: string): Promise<MediaStream> {
  if (!window.isSecureContext) throw new MicrophoneError('insecure');
  if (navigator.mediaDevices?.getUserMedia === undefined) throw new MicrophoneError('unsupported');
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: {
        ...{ channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
        ...(deviceId === undefined ? {} : { deviceId: { exact: deviceId } }),
      },
    });
  } catch (cause) {
    throw new MicrophoneError(toMicrophoneProblem(cause), cause);
  }
}

/** Whether this page may capture without asking. If the browser does not say, the page asks within a gesture. */
export async function isMicrophoneGranted(): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: 'microphone' })).state === 'granted';
  } catch {
    // Older browsers do not know this permission, or have no permissions at all.
    return false;
  }
}

/** Releases the device, and the browser's recording sign disappears. */
export function closeMicrophone(microphone: MediaStream): void {
  for (const track of microphone.getTracks()) track.stop();
}
