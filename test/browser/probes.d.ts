export function sticksOut(): boolean;
export function language(): string;
export function ground(): string;
export function giveFile(file: { how: 'paste' | 'drop'; name: string; base64: string }): void;
export function nameless(): string[];
export function faintWords(): string[];
export function lookAway(away: boolean): void;
