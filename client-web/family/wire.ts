// What the server tells a guest, as this page reads it. Types only.
import type { MediaCall } from "../src/rtc/types";
import type { Trouble } from "../src/rtc/types";

export type { Trouble };
export interface Media { sound: boolean; picture: boolean; trouble?: Trouble }
export interface Person { leg: number; participant: number; name: string; role: string; organisation?: string; sound_only: boolean; media: Media }
export interface Asked { member: number; name: string; answer: "none" | "yes" | "no" | "later"; you: boolean }
/** A person, or a whole organisation when no name is there. */
export interface Receiver { name?: string; organisation: string }
export interface Question {
  id: number; state: "open" | "given" | "refused" | "withdrawn" | "closed"; to: { name: string; organisation: string };
  persons: { member: number; name: string }[]; life_domains: string[]; purposes: string[]; reason?: string; until: string; asked: Asked[]; ground?: number;
}
export interface Paper {
  id: number; what: string; asked_by: { name: string; organisation: string }; state: "asked" | "received" | "accepted" | "refused";
  attachment?: { id: number; name: string; type: string; size: number; state: string }; decision?: { text: string; day?: string }; may_fill: boolean;
}
export interface LineOf { id: number; kind: "sentence" | "action"; text: string; by: string; at: string; owner?: string; due?: string; dispute?: { text: string; at: string } }
export interface CallState extends MediaCall {
  version: number; state: "planned" | "open" | "ended"; starts_at?: string; inviter: { name: string; organisation: string };
  you: { participant: number; state: "invited" | "waiting" | "admitted" | "connected" | "left" | "removed"; leg?: number; role: string; name: string; sound_only: boolean };
  people: Person[]; questions: Question[]; checklist: Paper[]; lines: LineOf[];
}
export interface Consent { ground: number; to: string | Receiver; purposes: string[]; life_domains: string[]; until: string }
export interface Page { by: { name: string; organisation: string }; until: string; lines: LineOf[]; consents: Consent[]; more?: boolean }
export interface PlanLine {
  id: number; kind: "goal" | "result" | "action"; text: string; by: string; at: string; under?: number; owner?: string; due?: string;
  proposed?: true; by_guest?: string; instead_of?: number; own?: true;
}
export interface Plan {
  version: number; settled?: { id: number; at: string; by: string; note?: string }; lines: PlanLine[]; more: boolean;
  versions: { id: number; at: string; by: string; note?: string }[]; meeting?: { call: number; state: "planned" | "open"; starts_at?: string }; may: string[];
}
export interface GuestHello { kind: "call" | "page" | "plan"; language: string; name: string; call?: CallState }
