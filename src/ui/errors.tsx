import { DocumentList } from './document-parts.tsx'
import { Page } from './page.tsx'
import type { DocumentRow, Frame, Link, Site } from './page-model.ts'
import { PageHead, SearchForm, SectionHead, Telephone } from './parts.tsx'

/** Ways on that ask nothing of the platform: people, in office hours. */
function People({ site }: { site: Site }) {
  return (
    <ul class="rows">
      <li>
        打电话问：{site.office} <Telephone number={site.phone} />
        <br />
        <span class="small dim">{site.hours}</span>
      </li>
      <li>
        便民热线 <Telephone number={site.hotline} />
        <br />
        <span class="small dim">会转给政府信息公开工作机构。</span>
      </li>
      <li>
        写信或者当面来：{site.address}
        <br />
        <span class="small dim">{site.office}</span>
      </li>
    </ul>
  )
}

interface NotFoundProps {
  frame: Frame
  /** Documents whose addresses or titles are near to what was asked for. */
  near?: DocumentRow[]
}

/** 404: the address leads nowhere; how to find what it should have led to. */
export function NotFoundPage({ frame, near = [] }: NotFoundProps) {
  return (
    <Page {...frame} title="没有这个网页" description="您要的网页不存在。" status={404} searchSlot={false}>
      <PageHead heading="没有这个网页">
        地址可能输错了一个字，也可能是旧链接。本站发布过的文件，地址一直有效；撤下的，原地址会写明撤下的日期和理由。
      </PageHead>
      <search class="search-head">
        <SearchForm id="q" placeholder="文号、名称或问题" />
      </search>
      {near.length > 0 && (
        <section class="section" aria-labelledby="near">
          <SectionHead id="near" heading="您要找的也许是" />
          <DocumentList rows={near} form="plain" />
        </section>
      )}
      <div class="two two-even section">
        <section aria-labelledby="ways">
          <SectionHead id="ways" heading="从这里接着找" />
          <ul class="rows">
            <li>
              <a href="/">首页</a>
            </li>
            <li>
              <a href="/library">文件库</a>：按机关、年份、体裁和效力筛选
            </li>
            <li>
              <a href="/columns">法定主动公开内容</a>：按栏目查看
            </li>
            <li>
              <a href="/sitemap">网站地图</a>
            </li>
          </ul>
        </section>
        <section aria-labelledby="people">
          <SectionHead id="people" heading="请我们帮您找" />
          <People site={frame.site} />
        </section>
      </div>
    </Page>
  )
}

interface BadRequestProps {
  frame: Frame
  /** 400 where the address itself is wrong, 422 where what was filled in is. */
  status: 400 | 422
  /** Whole sentences: what was wrong, why, what to do. */
  problems: string[]
  /** The list or form it came from. */
  back?: Link
}

/** 400 and 422: every fault at once, each with its remedy. */
export function BadRequestPage({ frame, status, problems, back }: BadRequestProps) {
  const heading = status === 422 ? '填写的内容有误' : '网页地址有误'
  return (
    <Page {...frame} title={heading} description={heading} status={status}>
      <PageHead heading={heading}>没有改动任何内容。请按下面的说明更正后再试。</PageHead>
      <div class="note-box alarm">
        <h2>{problems.length > 1 ? `有${problems.length}处需要更正` : '需要更正'}</h2>
        <ul class="bullets">
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      </div>
      <p class="acts gap">
        {back && (
          <a class="btn" href={back.href}>
            {back.label}
          </a>
        )}
        <a class="btn btn-quiet" href="/">
          回到首页
        </a>
      </p>
    </Page>
  )
}

/** 500: our fault. The number lets those who keep the platform find what happened. */
export function ServerErrorPage({ frame, reference }: { frame: Frame; reference: string }) {
  return (
    <Page {...frame} title="本站出错了" description="本站出现错误。" status={500}>
      <PageHead heading="本站出错了">
        问题在我们这边，不在您。错误已经记下，您刚才提交的内容如果没有收到回执，就是没有收到，请稍后重新提交。
      </PageHead>
      <p>
        出错编号 <span class="hash">{reference}</span>　打电话时请告诉我们这个编号。
      </p>
      <p class="acts gap">
        <a class="btn" href={frame.path}>
          再试一次
        </a>
        <a class="btn btn-quiet" href="/">
          回到首页
        </a>
      </p>
      <section class="section" aria-labelledby="people">
        <SectionHead id="people" heading="急用，可以找人" />
        <People site={frame.site} />
      </section>
    </Page>
  )
}

/** 503 while something is overburdened or starts again: what, and that a second try will do. */
export function BusyPage({ frame, because }: { frame: Frame; because: string }) {
  return (
    <Page {...frame} title="请稍后再试" description={because} status={503}>
      <PageHead heading="请稍后再试">{because}</PageHead>
      <p class="acts gap">
        <a class="btn" href={frame.path}>
          再试一次
        </a>
        <a class="btn btn-quiet" href="/">
          回到首页
        </a>
      </p>
      <section class="section" aria-labelledby="people">
        <SectionHead id="people" heading="急用，可以找人" />
        <People site={frame.site} />
      </section>
    </Page>
  )
}

/** 503 while the database does not answer: what still works, what does not, whom to call. */
export function DatabaseDownPage({ frame }: { frame: Frame }) {
  return (
    <Page {...frame} title="暂时不能查看" description="本站的数据库暂时没有应答。" status={503}>
      <PageHead heading="这个网页暂时不能查看">
        本站的数据库暂时没有应答，正在恢复。已经公开的文件没有丢失。
      </PageHead>
      <div class="two two-even">
        <section aria-labelledby="works">
          <SectionHead id="works" heading="现在能做的" />
          <ul class="rows">
            <li>最近有人看过的网页，仍然可以打开。</li>
            <li>
              过几分钟<a href={frame.path}>再试一次</a>
              ，地址不用改。
            </li>
          </ul>
        </section>
        <section aria-labelledby="waits">
          <SectionHead id="waits" heading="现在不能做的" />
          <ul class="rows">
            <li>查找、筛选，以及打开最近没有人看过的文件。</li>
          </ul>
        </section>
      </div>
      <section class="section" aria-labelledby="people">
        <SectionHead id="people" heading="急用，可以找人" />
        <People site={frame.site} />
      </section>
    </Page>
  )
}
