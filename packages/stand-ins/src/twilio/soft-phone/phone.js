/** The page of the simulated phone; its socket's messages are those of soft-phone.ts. */
const byId = (id) => document.getElementById(id);
const words = { idle: 'Waiting for a call', dialling: 'Calling Ringback…', answered: 'In a call' };
const socket = new WebSocket(
  `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/phone/socket`,
);
socket.binaryType = 'arraybuffer';
const tell = (message) => socket.readyState === WebSocket.OPEN && socket.send(JSON.stringify(message));

/** µ-law as ITU-T G.711 has it, one byte for one sample. */
function toMulaw(sample) {
  const value = Math.max(-32635, Math.min(32635, Math.round(sample * 32767)));
  const sign = value < 0 ? 0x80 : 0;
  const biased = Math.abs(value) + 132;
  const exponent = Math.max(0, Math.floor(Math.log2(biased)) - 7);
  return ~(sign | (exponent << 4) | ((biased >> (exponent + 3)) & 15)) & 255;
}
function fromMulaw(byte) {
  const bits = ~byte & 255;
  const size = ((((bits & 15) << 3) + 132) << ((bits >> 4) & 7)) - 132;
  return (bits & 0x80 ? -size : size) / 32768;
}

/** Loudness of a frame on the bar: speech reaches about half of it. */
function showLevel(samples) {
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  const meter = byId('level');
  meter.value = Math.max(Math.sqrt(peak), meter.value * 0.9);
}

let phone = null;
async function openAudio() {
  byId('ready').disabled = true;
  // At the device's own rate: Firefox connects a microphone to no context with another rate.
  const context = new AudioContext();
  let microphone;
  try {
    await context.audioWorklet.addModule('/phone/phone-worklet.js');
    const audio = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
    microphone = await navigator.mediaDevices.getUserMedia({ audio });
    const node = new AudioWorkletNode(context, 'phone', { outputChannelCount: [1] });
    node.port.onmessage = ({ data }) => {
      showLevel(data);
      if (socket.readyState === WebSocket.OPEN) socket.send(Uint8Array.from(data, toMulaw));
    };
    context.createMediaStreamSource(microphone).connect(node).connect(context.destination);
    phone = node;
    byId('ready').textContent = 'Microphone is on';
  } catch (error) {
    // Nothing listens on a microphone that the page says it cannot use.
    for (const track of microphone?.getTracks() ?? []) track.stop();
    void context.close();
    byId('ready').disabled = false;
    byId('words').textContent = `The microphone cannot be used: ${error.message}`;
  }
}

function show({ state, from }) {
  byId('state').textContent = state === 'ringing' ? `${from} is calling` : words[state];
  byId('answer').hidden = byId('decline').hidden = state !== 'ringing';
  byId('dial').hidden = state !== 'idle';
  byId('hangUp').hidden = state !== 'answered' && state !== 'dialling';
  for (const key of document.querySelectorAll('.keys button')) key.disabled = state !== 'answered';
  if (state !== 'answered') byId('words').textContent = byId('typed').textContent = '';
  document.title = state === 'ringing' ? '☎ Ringing – Simulated phone' : 'Simulated phone – Ringback';
}

socket.onmessage = ({ data }) => {
  if (data instanceof ArrayBuffer) {
    phone?.port.postMessage(Array.from(new Uint8Array(data), fromMulaw));
    return;
  }
  const message = JSON.parse(data);
  if (message.type === 'call') show(message);
  else if (message.type === 'words') byId('words').textContent = message.text;
  else phone?.port.postMessage('clear');
};
socket.onclose = ({ reason }) => {
  show({ state: 'idle', from: '' });
  byId('dial').hidden = true;
  byId('state').textContent = reason === 'opened elsewhere' ? 'Opened in another tab' : 'Not connected';
};

/** A code of ten digits, and what follows it. */
const mostShown = 16;
const names = { '*': 'Star', '#': 'Hash' };
function press(digit) {
  tell({ type: 'key', digit });
  const typed = byId('typed');
  typed.textContent = `${typed.textContent}${digit}`.slice(-mostShown);
}

for (const digit of '123456789*0#') {
  const key = document.createElement('button');
  key.type = 'button';
  key.textContent = digit;
  key.disabled = true;
  if (digit in names) key.setAttribute('aria-label', names[digit]);
  key.onclick = () => press(digit);
  document.querySelector('.keys').append(key);
}
byId('ready').onclick = openAudio;
byId('answer').onclick = async () => {
  if (phone === null) await openAudio();
  tell({ type: 'answer' });
};
byId('dial').onclick = async () => {
  if (phone === null) await openAudio();
  tell({ type: 'dial' });
};
byId('decline').onclick = () => tell({ type: 'decline' });
byId('hangUp').onclick = () => tell({ type: 'hang_up' });
