import { MicrophoneError, openMicrophone } from '../microphone.ts';
import { readChosenDevices } from './chosen-devices.ts';

/** The microphone that was chosen in the check, else the browser's choice: one that was unplugged must not stop a call. */
export async function openChosenMicrophone(): Promise<MediaStream> {
  const { microphone } = readChosenDevices();
  if (microphone === '') return openMicrophone();
  try {
    return await openMicrophone(microphone);
  } catch (error) {
    if (error instanceof MicrophoneError && error.problem === 'no_device') return openMicrophone();
    throw error;
  }
}
