"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "welcome_0001"
down_revision = None
branch_labels = ("welcome",)
depends_on = None


def upgrade() -> None:
    """The first tables."""
    op.create_table('welcome_application',
    sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('person', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('begun', sa.BigInteger(), nullable=False),
    sa.Column('sent', sa.BigInteger(), nullable=True),
    sa.Column('decided', sa.BigInteger(), nullable=True),
    sa.Column('again', sa.BigInteger(), nullable=True),
    sa.Column('by', sa.Integer(), nullable=True),
    sa.Column('referral', sa.Integer(), nullable=True),
    sa.Column('vouched', sa.Boolean(), nullable=True),
    sa.PrimaryKeyConstraint('id'),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('welcome_application', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_welcome_application_person'), ['person'], unique=False)
        batch_op.create_index('welcome_one_open', ['person'], unique=True, sqlite_where=sa.text("state = 'open' OR state = 'sent'"))

    op.create_table('welcome_brake',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('begun', sa.BigInteger(), nullable=False),
    sa.Column('ended', sa.BigInteger(), nullable=True),
    sa.Column('came', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_table('welcome_greeter',
    sa.Column('person', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('last', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('person')
    )
    op.create_table('welcome_newcomer',
    sa.Column('person', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('accepted', sa.BigInteger(), nullable=False),
    sa.Column('arrived', sa.BigInteger(), nullable=True),
    sa.Column('checkins', sa.Boolean(), nullable=False),
    sa.Column('nickname', sa.String(), nullable=False),
    sa.Column('area', sa.String(), nullable=False),
    sa.Column('likes', sa.String(), nullable=False),
    sa.Column('company', sa.String(), nullable=False),
    sa.Column('posted', sa.BigInteger(), nullable=True),
    sa.Column('heard', sa.Boolean(), nullable=False),
    sa.Column('greeter', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('person')
    )
    op.create_table('welcome_request',
    sa.Column('person', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('place', sa.String(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('person', 'place')
    )
    op.create_table('welcome_stranger',
    sa.Column('person', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('place', sa.String(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('muted', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('person', 'place')
    )
    op.create_table('welcome_way',
    sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('person', sa.Integer(), nullable=False),
    sa.Column('place', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('url', sa.String(), nullable=False),
    sa.Column('expires', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('name'),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('welcome_way', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_welcome_way_person'), ['person'], unique=False)

    op.create_table('welcome_answer',
    sa.Column('application', sa.Integer(), nullable=False),
    sa.Column('question', sa.String(), nullable=False),
    sa.Column('answer', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['application'], ['welcome_application.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('application', 'question')
    )
    op.create_table('welcome_note',
    sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('application', sa.Integer(), nullable=False),
    sa.Column('asked', sa.String(), nullable=False),
    sa.Column('answer', sa.String(), nullable=True),
    sa.ForeignKeyConstraint(['application'], ['welcome_application.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id'),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('welcome_note', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_welcome_note_application'), ['application'], unique=False)

    op.create_table('welcome_vote',
    sa.Column('application', sa.Integer(), nullable=False),
    sa.Column('person', sa.Integer(), autoincrement=False, nullable=False),
    sa.ForeignKeyConstraint(['application'], ['welcome_application.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('application', 'person')
    )
