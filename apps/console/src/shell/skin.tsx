import { antdThemeOf, fontFamilyOf, useLanguage, useTheme } from '@liandong/console-kit';
import type { Language } from '@liandong/words';
import { ConfigProvider } from 'antd';
import enGB from 'antd/locale/en_GB';
import zhCN from 'antd/locale/zh_CN';
import zhHK from 'antd/locale/zh_HK';
import type { ComponentType, ReactNode } from 'react';

const locales = { 'zh-Hans': zhCN, 'zh-Hant': zhHK, en: enGB } as const satisfies Record<Language, unknown>;
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

const Skin = ({ children }: { readonly children: ReactNode }) => {
  const language = useLanguage();
  const { theme } = useTheme();
  return (
    <ConfigProvider
      csp={{ nonce }}
      locale={locales[language]}
      theme={antdThemeOf(theme, fontFamilyOf(language))}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      {children}
    </ConfigProvider>
  );
};

/** The desk skin around a screen that uses antd: such screens load when they are opened, not before the map. */
export const skinned = <Props extends object>(Inner: ComponentType<Props>): ComponentType<Props> => {
  const Skinned = (props: Props) => (
    <Skin>
      <Inner {...props} />
    </Skin>
  );
  return Skinned;
};
