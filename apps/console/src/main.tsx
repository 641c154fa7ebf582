import '@fontsource-variable/noto-sans-sc/wght.css';
import '@fontsource-variable/noto-sans-tc/wght.css';
import { startLanguage, startTheme } from '@liandong/console-kit';
import { createRoot } from 'react-dom/client';
import { ConsoleApp } from './console-app.tsx';
import './styles/base.css';
import './styles/shell.css';
import './styles/desk.css';
import './styles/pages.css';
import './styles/command.css';
import './styles/imports.css';
import './styles/wall.css';

startTheme();
startLanguage();
const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<ConsoleApp />);
