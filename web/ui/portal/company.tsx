import { createContext, type ComponentChildren } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Company } from '../shared/api/names';
import { client } from './session';
import { useWords } from './words';

/** undefined: not known yet; null: it could not be learnt, and the pages do without it. */
const CompanyContext = createContext<Company | null | undefined>(undefined);

export const useCompany = () => useContext(CompanyContext);

/** Whose portal this is: everybody is told, before they say who they are. */
export function CompanyProvider({ children }: { children: ComponentChildren }) {
  const [company, setCompany] = useState<Company | null | undefined>(undefined);
  useEffect(() => {
    client.get<Company>('/company').then(setCompany, () => setCompany(null));
  }, []);
  return <CompanyContext.Provider value={company}>{children}</CompanyContext.Provider>;
}

/** Where somebody answers when the pages do not help. */
export function Contact({ company }: { company: Company }) {
  const words = useWords();
  const { name, email, phone } = company;
  if (!email && !phone) {
    return null;
  }
  return (
    <p class="small muted">
      {words.contact}: {name}
      {phone && (
        <>
          {', '}
          <a class="nowrap" href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
            {phone}
          </a>
        </>
      )}
      {email && (
        <>
          {', '}
          <a href={`mailto:${email}`}>{email}</a>
        </>
      )}
    </p>
  );
}
