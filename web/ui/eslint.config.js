import js from '@eslint/js';
import hooks from 'eslint-plugin-react-hooks';
import ts from 'typescript-eslint';

export default ts.config(
    { ignores: ['dist', 'screens', 'shared/api/*.d.ts'] },
    js.configs.recommended,
    {
        files: ['**/*.{ts,tsx}'],
        extends: [...ts.configs.recommendedTypeChecked],
        languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
        plugins: { 'react-hooks': hooks },
        rules: {
            ...hooks.configs.recommended.rules,
            '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
            '@typescript-eslint/consistent-type-imports': 'error',
            '@typescript-eslint/switch-exhaustiveness-check': 'error',
            eqeqeq: 'error',
        },
    },
    {
        files: ['**/*.{mjs,js}'],
        languageOptions: {
            globals: Object.fromEntries(
                [
                    'process',
                    'console',
                    'URL',
                    'Buffer',
                    'setTimeout',
                    'clearTimeout',
                    'setInterval',
                    'clearInterval',
                    'fetch',
                ]
                    .concat(['window', 'document', 'localStorage', 'structuredClone', 'performance'])
                    .map((name) => [name, 'readonly']),
            ),
        },
    },
);
