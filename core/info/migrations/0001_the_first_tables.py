"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "info_0001"
down_revision = None
branch_labels = ("info",)
depends_on = None


def upgrade() -> None:
    """The first tables."""
    op.create_table('info_digest',
    sa.Column('person', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('kinds', sa.JSON(), nullable=False),
    sa.Column('areas', sa.JSON(), nullable=False),
    sa.Column('often', sa.String(), nullable=False),
    sa.Column('hour', sa.Integer(), nullable=False),
    sa.Column('weekday', sa.Integer(), nullable=False),
    sa.Column('last', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('person')
    )
    op.create_table('info_entry',
    sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('author', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('area', sa.String(), nullable=False),
    sa.Column('low', sa.Integer(), nullable=True),
    sa.Column('high', sa.Integer(), nullable=True),
    sa.Column('link', sa.String(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('photos', sa.JSON(), nullable=False),
    sa.Column('made', sa.BigInteger(), nullable=False),
    sa.Column('until', sa.BigInteger(), nullable=False),
    sa.Column('published', sa.BigInteger(), nullable=True),
    sa.Column('ended', sa.BigInteger(), nullable=True),
    sa.Column('doubted', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('info_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_info_entry_author'), ['author'], unique=False)
        batch_op.create_index(batch_op.f('ix_info_entry_state'), ['state'], unique=False)

    op.create_table('info_search',
    sa.Column('rowid', sa.Integer(), nullable=False, system=True),
    sa.Column('words', sa.String(), nullable=True),
    sa.PrimaryKeyConstraint('rowid'),
    info={'using': "fts5(words, tokenize='unicode61', prefix='2 3')"}
    )
    op.create_table('info_awaited',
    sa.Column('person', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('entry', sa.Integer(), nullable=False),
    sa.Column('until', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['entry'], ['info_entry.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('person')
    )
    op.create_table('info_vote',
    sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('entry', sa.Integer(), nullable=False),
    sa.Column('person', sa.Integer(), nullable=False),
    sa.Column('holds', sa.Boolean(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['entry'], ['info_entry.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('entry', 'person'),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('info_vote', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_info_vote_person'), ['person'], unique=False)
