import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The node that serves the build puts its nonce of the request where the placeholder stands.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  html: { cspNonce: '__NONCE__' },
  worker: { format: 'es' },
  build: {
    target: ['chrome108', 'firefox115', 'safari16.4'],
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    reportCompressedSize: true,
  },
});
