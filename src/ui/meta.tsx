import type { ArticleMeta, ColumnMeta, Site } from './page-model.ts'

interface MetaProps {
  site: Site
  description: string
  keywords?: string[] | undefined
  url: string
  column?: ColumnMeta | undefined
  article?: ArticleMeta | undefined
}

/**
 * The meta tags of a government page.
 * LAW 国办发〔2017〕47号, annex: site tags on every page, column tags on columns and articles, content tags on
 * articles. Names are spelt as the annex spells them; HTML takes them in any case, so that `Description` is also
 * the description search engines read.
 */
export function Meta({ site, description, keywords, url, column, article }: MetaProps) {
  const words = article?.keywords ?? keywords ?? []
  return (
    <>
      <meta name="SiteName" content={site.name} />
      <meta name="SiteDomain" content={site.domain} />
      <meta name="SiteIDCode" content={site.siteId} />
      {column && (
        <>
          <meta name="ColumnName" content={column.name} />
          <meta name="ColumnDescription" content={column.description} />
          <meta name="ColumnKeywords" content={column.keywords.join(',')} />
          <meta name="ColumnType" content={column.type} />
        </>
      )}
      {article && (
        <>
          <meta name="ArticleTitle" content={article.title} />
          <meta name="PubDate" content={article.publishedAt} />
          <meta name="ContentSource" content={article.source} />
          {article.author && <meta name="Author" content={article.author} />}
        </>
      )}
      {words.length > 0 && <meta name="Keywords" content={words.join(',')} />}
      <meta name="Description" content={description} />
      <meta name="Url" content={url} />
    </>
  )
}

/**
 * JSON-LD as the text of a script element.
 * NOTE a text may hold `</script>` or `<!--`; with every `<` written as an escape no text can end the element.
 */
export function jsonLdText(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c')
}
