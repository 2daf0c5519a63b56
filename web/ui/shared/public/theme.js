// Runs before the first paint, so that a person who chose a theme never sees the other one flash.
try {
    const theme = localStorage.getItem('shipwitness.theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
    // A browser that keeps nothing shows the theme of the system.
}
