// The few words that the page says before, beside or instead of the program.
const texts = {
    en: {
        other_tab: 'Open in another tab',
        other_tab_text: 'The portal is in use in another tab of this browser.',
        use_here: 'Use here',
        crash: 'Something went wrong',
        reload: 'Reload',
        report: 'Copy the report',
        crash_text: 'The page stopped. What it called saved is on this device.',
    },
    de: {
        other_tab: 'In einem anderen Tab geöffnet',
        other_tab_text: 'Das Portal wird in einem anderen Tab dieses Browsers benutzt.',
        use_here: 'Hier benutzen',
        crash: 'Etwas ist schiefgegangen',
        reload: 'Neu laden',
        report: 'Bericht kopieren',
        crash_text: 'Die Seite wurde angehalten. Was als gespeichert galt, ist auf diesem Gerät.',
    },
    fr: {
        other_tab: 'Ouvert dans un autre onglet',
        other_tab_text: 'Le portail est utilisé dans un autre onglet de ce navigateur.',
        use_here: 'Utiliser ici',
        crash: 'Une erreur est survenue',
        reload: 'Recharger',
        report: 'Copier le rapport',
        crash_text:
            'La page s’est arrêtée. Ce qui était indiqué comme enregistré est sur cet appareil.',
    },
    es: {
        other_tab: 'Abierto en otra pestaña',
        other_tab_text: 'El portal se está usando en otra pestaña de este navegador.',
        use_here: 'Usar aquí',
        crash: 'Algo salió mal',
        reload: 'Recargar',
        report: 'Copiar el informe',
        crash_text: 'La página se detuvo. Lo que indicó como guardado está en este dispositivo.',
    },
    pt: {
        other_tab: 'Aberto em outra aba',
        other_tab_text: 'O portal está em uso em outra aba deste navegador.',
        use_here: 'Usar aqui',
        crash: 'Algo deu errado',
        reload: 'Recarregar',
        report: 'Copiar o relatório',
        crash_text: 'A página parou. O que ela indicou como salvo está neste dispositivo.',
    },
    ja: {
        other_tab: '別のタブで開いています',
        other_tab_text: 'このブラウザーの別のタブでポータルを使用中です。',
        use_here: 'ここで使う',
        crash: '問題が発生しました',
        reload: '再読み込み',
        report: 'レポートをコピー',
        crash_text: 'ページが停止しました。保存済みと表示された内容はこの端末にあります。',
    },
};

export function words() {
    for (const language of navigator.languages || ['en']) {
        const known = texts[language.slice(0, 2).toLowerCase()];
        if (known) return known;
    }
    return texts.en;
}
