import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import './styles/base.css';
import './styles/parts.css';
import './styles/setup.css';
import './styles/live.css';
import './styles/transcript.css';
import './styles/controls.css';
import './styles/operator.css';
import './styles/devices.css';

export const metadata: Metadata = {
  title: 'Ringback – rehearse a job interview on a real call',
  description: 'Say which job it is for, and be interviewed by someone who has prepared for that job.',
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  colorScheme: 'light dark',
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
