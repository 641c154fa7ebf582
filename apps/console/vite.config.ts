import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const withoutNonce = 'if (csp?.nonce) {\n    styleNode.nonce = csp?.nonce;\n  }';
const withNonce =
  'styleNode.nonce = csp?.nonce ?? document.querySelector(\'meta[property="csp-nonce"]\')?.nonce ?? "";';

/**
 * Two helpers of antd (scroll bar measure, scroll lock) insert a style element and hand no nonce on, so our CSP would
 * block it: the page's nonce is the default here.
 */
const nonceForStyles: Plugin = {
  name: 'nonce-for-styles',
  transform(code, id) {
    if (!id.endsWith('@rc-component/util/es/Dom/dynamicCSS.js')) return undefined;
    if (!code.includes(withoutNonce)) throw new Error('@rc-component/util inserts styles in a new way: look again');
    return { code: code.replace(withoutNonce, withNonce), map: null };
  },
};

// The node that serves the build puts its nonce of the request where the placeholder stands.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), nonceForStyles],
  html: { cspNonce: '__NONCE__' },
  worker: { format: 'es' },
  build: {
    target: ['chrome108', 'firefox115', 'safari16.4'],
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    reportCompressedSize: true,
  },
});
