import type { AudioDevice, AudioDeviceEvents } from './audio-device.ts';
import { closeMicrophone } from './microphone.ts';
import { watchMicrophone } from './microphone-watch.ts';
import { decodeMulaw } from './mulaw.ts';
import { createSilentPlayer } from './silent-player.ts';
import { toWorkerAddress } from './worker-address.ts';

const workerUrl = '/listening-worker.js';
const telephoneHz = 8_000;
const codec = 'audio/PCMU';
const connectsWithinMs = 5_000;

/**
 * Reads a microphone where no sound can be played. An audio context does not run without an output (Firefox: its state
 * stays `suspended`, and nothing is captured), but a peer connection does. One end of it is given to the other within
 * this page, and its frames are taken before they are sent.
 *
 * Firefox 153 on Linux reads nothing but silence from a real microphone while PulseAudio has no sink at all, here too. A
 * desktop has a sink even without a loudspeaker (`module-always-sink`).
 *
 * What is played is silent, and takes as long as it would aloud. The microphone belongs to the device.
 *
 * @throws Error when the browser cannot do this, or the ends do not find each other. The microphone is left open.
 */
export async function openListeningDevice(
  firstMicrophone: MediaStream,
  events: AudioDeviceEvents,
): Promise<AudioDevice> {
  if (typeof RTCRtpScriptTransform === 'undefined') throw new Error('no encoded transform in this browser');
  let microphone = firstMicrophone;
  const worker = new Worker(toWorkerAddress(workerUrl));
  const near = new RTCPeerConnection();
  const far = new RTCPeerConnection();
  const hangUp = (): void => {
    near.close();
    far.close();
    worker.terminate();
  };
  const { sender } = near.addTransceiver(firstTrack(microphone), { direction: 'sendonly' });
  try {
    sender.transform = new RTCRtpScriptTransform(worker);
    await connect(near, far);
  } catch (error) {
    hangUp();
    throw error;
  }
  const player = createSilentPlayer(telephoneHz, events.played);
  let isClosed = false;
  let unwatch = watch();
  worker.onmessage = ({ data }: MessageEvent<Uint8Array>) => {
    if (!isClosed) events.captured(decodeMulaw(data), 0);
  };

  function watch(): () => void {
    return watchMicrophone(
      { track: firstTrack(microphone), devices: navigator.mediaDevices },
      events.microphoneChanged,
    );
  }

  function retire(): void {
    if (isClosed) return;
    isClosed = true;
    unwatch();
    player.close();
    hangUp();
  }

  return {
    sampleRate: telephoneHz,
    get microphone() {
      return microphone;
    },
    isRunning: true,
    isStanding: false,
    hasOutput: false,
    // Nothing is heard that could come back.
    cancelsEcho: true,
    play: (samples) => player.play(samples.length),
    mark: player.mark,
    clear: player.clear,
    changeMicrophone(next) {
      if (isClosed) return closeMicrophone(next);
      unwatch();
      closeMicrophone(microphone);
      microphone = next;
      unwatch = watch();
      sender.replaceTrack(firstTrack(next)).catch(() => events.microphoneChanged({ isGone: true, name: '' }));
    },
    async resume() {},
    retire,
    close() {
      retire();
      closeMicrophone(microphone);
    },
  };
}

function firstTrack(microphone: MediaStream): MediaStreamTrack {
  const [track] = microphone.getAudioTracks();
  if (track === undefined) throw new Error('a microphone without a track');
  return track;
}

/** Joins both ends by what they say of themselves (WebRTC, "Simple Peer-to-peer Example"). */
async function connect(near: RTCPeerConnection, far: RTCPeerConnection): Promise<void> {
  const codecs = RTCRtpSender.getCapabilities('audio')?.codecs ?? [];
  for (const transceiver of near.getTransceivers())
    transceiver.setCodecPreferences(codecs.filter(({ mimeType }) => mimeType === codec));
  const pass = (to: RTCPeerConnection) => (event: RTCPeerConnectionIceEvent) => {
    if (event.candidate) to.addIceCandidate(event.candidate).catch(() => undefined);
  };
  near.onicecandidate = pass(far);
  far.onicecandidate = pass(near);
  const connected = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the ends do not find each other')), connectsWithinMs);
    near.onconnectionstatechange = () => {
      if (near.connectionState === 'connected') {
        clearTimeout(timer);
        resolve();
      }
    };
  });
  connected.catch(() => undefined);
  await near.setLocalDescription();
  if (near.localDescription) await far.setRemoteDescription(near.localDescription);
  await far.setLocalDescription();
  if (far.localDescription) await near.setRemoteDescription(far.localDescription);
  await connected;
}
