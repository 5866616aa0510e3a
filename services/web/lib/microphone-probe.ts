import { toLevel } from './loudness.ts';
import { closeMicrophone, openMicrophone } from './microphone.ts';

/** A microphone that is measured and sent nowhere. */
export interface MicrophoneProbe {
  /** The device's name, as the browser knows it. */
  readonly name: string;
  readonly microphone: MediaStream;
  /** Root mean square of the last moment. */
  level(): number;
  /** Twice is safe. */
  close(): void;
}

/** @param deviceId this device, else the browser's choice. @throws MicrophoneError */
export async function openMicrophoneProbe(deviceId?: string): Promise<MicrophoneProbe> {
  const microphone = await openMicrophone(deviceId);
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  context.createMediaStreamSource(microphone).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let isClosed = false;
  return {
    microphone,
    name: microphone.getAudioTracks()[0]?.label ?? '',
    level() {
      analyser.getFloatTimeDomainData(samples);
      return toLevel(samples);
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      closeMicrophone(microphone);
      void context.close();
    },
  };
}
