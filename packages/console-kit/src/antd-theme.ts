import { theme as antdTheme, type ThemeConfig } from 'antd';
import { palettes, type Theme } from './tokens.ts';

/** The desk skin for antd's own components: graphite instead of blue, thin lines, small radii. */
export const antdThemeOf = (theme: Theme, fontFamily: string): ThemeConfig => {
  const colours = palettes[theme];
  return {
    algorithm: theme === 'dark' ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
    token: {
      fontFamily,
      fontSize: 14,
      borderRadius: 5,
      wireframe: false,
      // Style sheets cannot say it: what opens after a motion that they forbid never opens.
      motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
      colorPrimary: colours.accent,
      colorInfo: colours['ink-2'],
      colorLink: colours.accent,
      colorError: colours['lamp-red'],
      colorTextBase: colours.ink,
      colorBgBase: colours.raised,
      colorBgLayout: colours.ground,
      colorBgContainer: colours.raised,
      colorBgElevated: colours.raised,
      colorBorder: colours['line-strong'],
      colorBorderSecondary: colours.line,
      colorText: colours.ink,
      colorTextSecondary: colours['ink-2'],
      colorTextTertiary: colours['ink-3'],
      colorTextPlaceholder: colours['ink-3'],
      colorTextDescription: colours['ink-2'],
      colorTextDisabled: colours['ink-3'],
      colorTextLightSolid: colours['accent-ink'],
      controlOutline: colours.selected,
    },
    components: {
      Tooltip: { colorBgSpotlight: colours.ink, colorTextLightSolid: colours.panel },
      Table: { headerBg: colours.panel, headerColor: colours['ink-2'], rowHoverBg: colours.hover, cellPaddingBlock: 9 },
      Modal: { titleFontSize: 17 },
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    },
  };
};
